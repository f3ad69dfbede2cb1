#pragma once
/// Who may include whom: the table of ARCHITECTURE.md, held.

#include "source.h"

namespace tidy {

/// A folder, without those in it, or a file of one that others may see; and what it may include
/// beside itself. Rows stand from the bottom up: a row names only rows before it.
struct Layer {
  std::string folder;            ///< As included: "ops/base".
  std::vector<std::string> may;  ///< Folders or single headers.
};
using Layers = std::vector<Layer>;

/// The table of this project.
const Layers& layers();

/// A header of somebody else's, by its beginning, and the files that may include it, by theirs.
struct ThirdParty {
  std::string header;
  std::vector<std::string> may;
  bool in_headers = false;  ///< Also in those of lib/ and harness/.
};

/// The table of this project. Beside its rows there are the standard library's headers, and
/// POSIX's for .cpp files.
const std::vector<ThirdParty>& third_parties();

/// Rows that name a row after them.
Findings check_layers_point_down(const Layers& layers);

/// `#include "..."` of `source` that its layer may not have.
Findings check_includes(const Source& source, const Layers& layers);

/// `#include <...>` of `source` that it may not have.
Findings check_third_party(const Source& source, const std::vector<ThirdParty>& table);

}  // namespace tidy
