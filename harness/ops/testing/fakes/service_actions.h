#pragma once
/// Which services an action on services is about. For .cpp files.

#include <absl/container/inlined_vector.h>

#include <string>
#include <string_view>

#include "ops/pebble/client.h"

namespace ops::testing {

using Services = absl::InlinedVector<std::string, 4>;

/// What POST /v1/services does: the services that it leaves in `status`, in order.
struct ServiceEffect {
  pebble::ServiceStatus status = pebble::ServiceStatus::active;
  Services services = {};
};

/// `action` is "autostart", "replan", "start", "stop" or "restart". Throws pebble::APIError, with
/// Pebble's message, for services that the plan does not have, for no names where some are needed,
/// and for an autostart with nothing to start.
ServiceEffect effect_of(std::string_view action, const pebble::Names& names,
                        const pebble::Plan& plan);

}  // namespace ops::testing
