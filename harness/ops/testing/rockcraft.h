#pragma once
/// The layer of a rock.

#include <string>

#include "ops/pebble/layer.h"

namespace ops::testing {

/// The layer that a rock is built with, from its rockcraft.yaml: `services` and `checks`, its
/// summary, and its description with the path behind it. `ops.testing.layer_from_rockcraft`.
///
///     Container{.name = "web", .layers = {{"rock", layer_from_rockcraft("rock/rockcraft.yaml")}}}
///
/// Durations are as Pebble writes them ("90s" is "1m30s"). Throws ValueError when `path` is no
/// file, LookupError when the rock has no summary, ParseError for what is no YAML, has tags that
/// stand for code, or is no layer to Pebble.
pebble::Layer layer_from_rockcraft(const std::string& path);

}  // namespace ops::testing
