#pragma once
/// The files of a new project. They stand in cli/templates/, and embed_templates.py makes the
/// table at build time.

#include <string_view>
#include <vector>

namespace ops::cli {

struct Template {
  std::string_view profile;  ///< "kubernetes" or "machine"; "common" for both.
  std::string_view name;     ///< "src/charm.cpp"
  std::string_view text;     ///< With @name@, @title@ and @class@ where the project's go.
};

/// All of them, sorted.
const std::vector<Template>& templates();

}  // namespace ops::cli
