#pragma once
/// Layers and plans as the YAML that Pebble reads and writes.

#include "ops/pebble/plan.h"

namespace ops::pebble {

/// The layer that Pebble 1.32 makes of `yaml` when it is added under `label`.
///
/// Env values, headers and labels are taken as their source text (1.50 is "1.50"), durations are
/// normalised ("90s" is "1m30s"), entries come in the order of the text. Throws APIError 400 with
/// Pebble's own message for all that Pebble refuses in one layer alone: text that is no YAML,
/// unknown sections and fields, wrong types, names, actions, durations and commands. What it
/// refuses in the sum of all layers is with_layer's to say (layers.h).
Layer layer_from_yaml(std::string_view yaml, std::string_view label);

/// What ops sends for this layer: every field that is set, entries by natural name order (web2
/// before web10). Other than with ops, an id of 0 that is set is sent.
std::string to_yaml(const Layer& layer);

/// GET /v1/plan, byte for byte: sections in Pebble's order, `threshold` and a log target's
/// `services` always, "{}\n" for an empty plan.
std::string to_yaml(const Plan& plan);

/// The plan in an answer to GET /v1/plan. Throws ProtocolError when it is none.
Plan plan_from_yaml(std::string_view yaml);

}  // namespace ops::pebble
