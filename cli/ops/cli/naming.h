#pragma once
/// charmcraft's conventions for the names in a charm.

#include <string>
#include <vector>

#include "ops/base/yaml.h"

namespace ops::cli {

/// Where options, actions or their parameters have underscores, in charmcraft's words: one sentence
/// for each of the three. Null for a file that is not there.
std::vector<std::string> naming_breaks(const base::Yaml& config, const base::Yaml& actions);

}  // namespace ops::cli
