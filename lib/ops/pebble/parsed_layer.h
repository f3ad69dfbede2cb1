#pragma once
/// A layer as its YAML has it, not yet checked. For .cpp files.

#include "ops/pebble/validate.h"

namespace ops::pebble {

struct ParsedLayer {
  Layer layer = {};
  OddWords odd_words = {};
};

/// Throws APIError 400, with a message that begins "cannot parse layer YAML: ", for what is no
/// YAML, and for sections, fields and types that Pebble does not know.
ParsedLayer parse_layer(std::string_view yaml, std::string_view label);

}  // namespace ops::pebble
