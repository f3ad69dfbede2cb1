#pragma once
/// The arguments of a step, as the client takes them.

#include <nlohmann/json.hpp>
#include <string>

#include "ops/pebble/client.h"

namespace conformance {

using nlohmann::json;

/// A text is what Python takes it for: its characters.
ops::pebble::Names names_of(const json& step, const char* key);
ops::base::Duration duration_of(double seconds);
ops::base::Duration timeout_of(const json& step);
ops::base::Map<std::string, std::string> map_of(const json& object);
ops::base::Optional<int> permissions_of(const json& step);
ops::pebble::Owner owner_of(const json& step);
json encoding_of(const json& step);
/// Text in the encoding that a step gives.
std::string encoded(const json& step, const std::string& text);

}  // namespace conformance
