#pragma once
/// What Pebble knows of a Container's checks. For .cpp files.

#include "ops/pebble/client.h"
#include "ops/testing/state/container.h"

namespace ops::testing {

/// A check of the plan that has never run yet.
CheckInfo fresh_check_info(const std::string& name, const pebble::Check& check);

/// A check of the plan: as the Container has it, or else a fresh one.
CheckInfo check_info_of(const std::string& name, const pebble::Check& check,
                        const Container& container);

pebble::CheckInfo record_of(const CheckInfo& info);

/// Throws pebble::APIError, with Pebble's message, for no names and for names that the plan does
/// not have. `action` is "start" or "stop".
void check_names_of_checks(std::string_view action, const pebble::Names& names,
                           const pebble::Plan& plan);

}  // namespace ops::testing
