#pragma once
/// Trees of YAML as text, for the files that a packed charm holds.

#include <string>
#include <string_view>

#include "ops/base/yaml.h"

namespace ops::cli {

/// A mapping in block style with its keys sorted, as charmcraft writes it. Scalars without quotes
/// stand as they were written, so that 1.50 stays what it was; others are quoted.
///
/// Throws YamlError, with `file`, for a key that stands twice, and for tags other than those of
/// YAML's own scalars: charmcraft refuses both.
std::string yaml_text(const base::Yaml& mapping, std::string_view file);

/// A text, whatever it looks like.
base::Yaml yaml_string(std::string_view text);

/// Appends an entry to `mapping`, which becomes one.
void add_entry(base::Yaml& mapping, std::string_view key, base::Yaml value);

}  // namespace ops::cli
