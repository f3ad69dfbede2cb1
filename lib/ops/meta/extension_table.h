#pragma once
/// What charmcraft's extensions add to a charm. For .cpp files.

#include <array>
#include <span>
#include <string_view>

namespace ops::meta {

/// What an extension adds for some bases.
struct ExtensionEdition {
  std::string_view bases;  ///< "ubuntu@22.04 ubuntu@24.04"
  std::string_view container;
  std::string_view image;                   ///< The resource of the container.
  std::string_view peer;                    ///< The peer endpoint, and its interface.
  std::array<std::string_view, 4> options;  ///< Parts of one mapping.
};

struct Extension {
  std::string_view name;
  std::string_view framework;  ///< "flask": its options begin with "flask-", the charm's must not.
  std::array<ExtensionEdition, 2> editions;
  std::string_view actions;  ///< YAML, as all options.
  /// The options that each `requires` endpoint of the interface oauth adds; {endpoint} is its name.
  std::string_view oauth_options;
};

std::span<const Extension> extensions();

}  // namespace ops::meta
