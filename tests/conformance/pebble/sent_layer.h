#pragma once
/// Layers and plans, as the client of ops sends and gives them.

#include <nlohmann/json.hpp>
#include <string>

#include "ops/pebble/plan.h"

namespace conformance {

using nlohmann::json;

/// What goes to Pebble for a layer that a case gives as text or as an object.
std::string sent_text(const json& layer);

/// A plan's YAML as the client's Plan object has it: read as HttpClient reads it, then without what
/// Python's to_dict leaves out.
json as_ops_gives_it(const std::string& plan);

}  // namespace conformance
