#pragma once
/// What Go's yaml.v3 says of text that is no YAML. For .cpp files.

#include <string>
#include <string_view>

#include "ops/base/yaml.h"

namespace ops::pebble {

/// "yaml: line 3: did not find expected ',' or ']'": our parser's fault in the words of Go's,
/// where that has words of its own for it; else as it is.
std::string go_fault(const base::YamlError& error, std::string_view text);

}  // namespace ops::pebble
