#pragma once
/// The JSON of scripts and results. Keys keep their order, which counts in some scripts.

#include <nlohmann/json.hpp>

#include "ops/base/plain.h"

namespace scripted {

using Json = nlohmann::ordered_json;

/// The value that JSON with the tags of FORMAT.md 5 stands for, and the other way round.
ops::Plain plain_of(const Json& value);
Json json_of(const ops::Plain& value);

/// JSON that is to stand in a result as it is: integers may have more digits than Json can hold.
Json verbatim(const std::string& text);
/// The text of JSON that may have such in it.
std::string dumped(const Json& json);

/// Reads JSON; an integer of more digits than Json can hold becomes {"!int": "digits"}.
Json read_json(const std::string& text);

}  // namespace scripted
