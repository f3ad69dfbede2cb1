#pragma once
/// The JSON of scripts and results. Keys keep their order, which counts in some scripts.

#include <nlohmann/json.hpp>

namespace scripted {

using Json = nlohmann::ordered_json;

}  // namespace scripted
