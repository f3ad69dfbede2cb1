#pragma once
/// The order in which Pebble lists names: web2 before web10. For .cpp files.

#include <string_view>

namespace ops::pebble {

/// As Go's yaml.v3 sorts the keys of a mapping: runs of digits count as numbers, and letters come
/// after everything else.
bool comes_before(std::string_view a, std::string_view b);

}  // namespace ops::pebble
