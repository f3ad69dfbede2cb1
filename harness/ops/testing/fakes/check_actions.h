#pragma once
/// What Pebble says of names of checks. For .cpp files.

#include "ops/pebble/client.h"

namespace ops::testing {

/// Throws pebble::APIError, with Pebble's message, for no names and for names that the plan does
/// not have. `action` is "start" or "stop".
void check_names_of_checks(std::string_view action, const pebble::Names& names,
                           const pebble::Plan& plan);

}  // namespace ops::testing
