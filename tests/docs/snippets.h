#pragma once
/// The C++ that the pages below docs/ show.

#include <string>
#include <vector>

#include "tidy/source.h"

namespace docs {

struct Snippet {
  std::size_t line = 0;
  std::string code;
};

/// Of a page in Markdown: what stands in backticks in those columns of its tables whose title
/// begins with "C++", and every block that begins with ```cpp.
std::vector<Snippet> snippets(const std::string& page);

/// Without any white space, and without the lines that are only a comment: how two pieces of code
/// are compared.
std::string squeezed(const std::string& code);

/// The snippets of `pages` that stand in none of `sources`.
tidy::Findings unknown_snippets(const tidy::Sources& pages, const tidy::Sources& sources);

/// The functions that `pages` name in backticks, as "name(", and that are in none of `headers`.
tidy::Findings unknown_functions(const tidy::Sources& pages, const tidy::Sources& headers);

}  // namespace docs
