#pragma once
/// Which lines of a charm its tests have run.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace ops::cli {

/// How often each line of a file that holds code was run, by its number.
using LineCounts = std::map<std::int64_t, std::int64_t>;
/// By the file's path.
using Coverage = std::map<std::string, LineCounts>;

/// Adds what `gcov --json-format --stdout` says, a document a line; lines of other kinds are passed
/// over. Files are named from `root`, an absolute path; gcov names them from its working directory.
/// Those that are not below `root`, in a folder build* or tests, are left out.
void add_gcov(std::string_view gcov, const std::string& root, Coverage& coverage);

/// As coverage.py prints its report: a row for each file with its statements, those that were not
/// run, and their lines ("3-5, 9"), and a total.
std::string coverage_table(const Coverage& coverage);

}  // namespace ops::cli
