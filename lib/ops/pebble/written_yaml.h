#pragma once
/// YAML as Pebble writes it, read at sight. For .cpp files.

#include <optional>
#include <string_view>

#include "ops/base/yaml.h"

namespace ops::pebble {

/// What base::parse_yaml() makes of `text`, where it is nothing but mappings of indented lines,
/// lists of words, and values that stand on one line without escapes, as nearly all plans are;
/// nothing where there is more to it.
std::optional<base::Yaml> read_written_yaml(std::string_view text);

}  // namespace ops::pebble
