#pragma once
/// Two layers become one. For .cpp files.

#include "ops/pebble/layer.h"

namespace ops::pebble {

/// What Pebble keeps under a label when `above` is combined into `below`: the entries of both, by
/// their `override`; the summary and the description of `above`, also when it has none.
Layer on_top(const Layer& below, const Layer& above);

/// `layer` with what a plan says and layers need not: thresholds, capped timeouts, normal
/// durations.
Layer with_defaults(const Layer& layer);

}  // namespace ops::pebble
