#pragma once
/// How long files, functions and lines may be.

#include "source.h"

namespace tidy {

constexpr std::size_t kMaxLines = 500;
constexpr std::size_t kMaxColumns = 100;
constexpr std::size_t kMaxFunctionLines = 60;
/// The median of each tree stays below it.
constexpr std::size_t kMedianFunctionLines = 12;

/// What is longer than it may be today, and how long. It may only shrink: a row that is longer
/// than the truth fails as one that is shorter does.
struct Exception {
  std::string path;
  std::size_t lines = 0;
};
using Exceptions = std::vector<Exception>;

/// The tables of this project.
const Exceptions& long_files();
/// Of each file, its longest function.
const Exceptions& long_functions();

/// A function of a source: where its body opens, and how many lines that is to the brace that
/// closes it, both counted.
struct Function {
  std::size_t line = 0;
  std::size_t length = 0;
};

/// Functions and test cases, in their order; lambdas and local classes belong to theirs. Found by
/// counting braces, so it is no compiler's answer, but the same for all.
std::vector<Function> functions(const Source& source);

Findings check_columns(const Source& source);
Findings check_file_size(const Source& source, const Exceptions& exceptions);
Findings check_function_sizes(const Source& source, const Exceptions& exceptions);
/// One finding, of `tree`, when the median of all its functions is kMedianFunctionLines or more.
Findings check_median(const std::string& tree, const Sources& sources);

}  // namespace tidy
