#pragma once
/// The tree's own files, as the tidy checks read them.

#include <string>
#include <string_view>
#include <vector>

namespace tidy {

/// A file and what it says. `path` is relative to the project's root, with '/'.
struct Source {
  std::string path;
  std::string text;
};

/// What a check has to say of one line; line 0 is the whole file.
struct Finding {
  std::string path;
  std::size_t line = 0;
  std::string what;
  bool operator==(const Finding&) const = default;
};

using Sources = std::vector<Source>;
using Findings = std::vector<Finding>;

/// "path:line: what", one finding a line, in the order given.
std::string to_string(const Findings& findings);

/// Every file below `folders` of `root` whose name ends in one of `endings`, sorted by path. A
/// folder may be a file; one that is not there has none.
Sources read_sources(const std::string& root, const std::vector<std::string>& folders,
                     const std::vector<std::string>& endings);

/// The lines without their ends.
std::vector<std::string_view> lines(std::string_view text);

/// The text with the inside of comments, strings and character constants blanked out, so that
/// lines and columns stay where they are. Preprocessor lines are kept.
std::string code_only(std::string_view text);

/// One `#include` line.
struct Include {
  std::string name;  ///< Between the quotes or brackets.
  bool quoted = false;
  std::size_t line = 0;
};
std::vector<Include> includes(const Source& source);

/// True for `lib/ops/base/value.h` below `lib/ops/base`, and for a file that is named itself.
bool is_below(std::string_view path, std::string_view folder);

/// "lib/ops/base/value.h" is included as "ops/base/value.h".
std::string include_name(std::string_view path);

/// ".h" or ".cpp"; empty when there is none.
std::string_view ending(std::string_view path);

}  // namespace tidy
