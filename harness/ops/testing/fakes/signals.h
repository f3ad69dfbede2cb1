#pragma once
/// Signals by their names. For .cpp files.

#include <string_view>

namespace ops::testing {

/// 1 of "SIGHUP"; 0 of a name that Pebble does not know, which has Go's table.
int signal_number(std::string_view name);

}  // namespace ops::testing
