#pragma once
/// How a name that metadata does not have is reported. For .cpp files.

#include <initializer_list>
#include <string>
#include <string_view>

#include "ops/base/value.h"

namespace ops::testing::consistency {

/// What a kind of thing may be called.
struct NameRule {
  bool (*accepts)(std::string_view name);
  std::string_view words;
};
extern const NameRule kContainerNames, kStorageNames, kEndpointNames, kActionNames;

/// Adds the keys of a map to a list of names: "a, b".
template <class V>
void add_names(std::string& names, const base::Map<std::string, V>& map) {
  for (const auto& [name, value] : map) names += (names.empty() ? "" : ", ") + name;
}

template <class... Vs>
std::string names_of(const base::Map<std::string, Vs>&... maps) {
  std::string names;
  (add_names(names, maps), ...);
  return names;
}

/// "; declare it under 'containers', or pass one of: a, b"
std::string declare_or_pass(std::string_view section, const std::string& declared);

/// The line for a `name` in `field` that is in none of metadata's `declared`, which stand under
/// `section`. If the name could be nobody's, that is said instead.
std::string undeclared(std::string_view field, const std::string& name, const NameRule& rule,
                       std::string_view section, const std::string& declared);

}  // namespace ops::testing::consistency
