#pragma once
/// Words that do not belong in the tree.

#include "source.h"

namespace tidy {

/// What may not be written, and where that holds.
struct Word {
  std::string word;                     ///< As it stands in the text; a whole word at both ends.
  std::vector<std::string> folders;     ///< Where it is banned: folders, files or ".h".
  std::vector<std::string> but_not_in;  ///< Beginnings of paths.
  bool in_comments = false;             ///< Banned in comments and strings as well.
  std::string instead;
};

/// The table of this project.
const std::vector<Word>& words();

Findings check_words(const Source& source, const std::vector<Word>& words);

/// A `NOLINT` says why: `// NOLINT(check): why`.
Findings check_nolint(const Source& source);

}  // namespace tidy
