#pragma once
/// Starts whose end is known before they begin. For .cpp files.

#include <string>
#include <string_view>
#include <vector>

#include "ops/pebble/client.h"

namespace ops::testing {

/// The services that POST /v1/services starts, when none ran, their programs run for ever, and
/// they wait for no other, each for a second at most; otherwise empty.
std::vector<std::string> sure_starts(std::string_view action, const pebble::Names& names,
                                     const pebble::Plan& plan);

}  // namespace ops::testing
