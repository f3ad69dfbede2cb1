#pragma once
/// In which order services start and stop. For .cpp files.

#include <string>
#include <vector>

#include "ops/pebble/layer.h"

namespace ops::pebble {

enum class Direction { start, stop };

/// `names` and what must start with them (all that they require) or stop with them (all that
/// require them), each before what is to follow it by `after` and `before`.
///
/// Throws APIError 400 when a service does not exist, and for a loop:
/// "services in before/after loop: a, b". A service may be before or after itself, or one that is
/// not there.
std::vector<std::string> service_order(const Map<std::string, Service>& services,
                                       const std::vector<std::string>& names, Direction direction);

}  // namespace ops::pebble
