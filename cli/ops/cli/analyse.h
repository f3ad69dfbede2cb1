#pragma once
/// `ops-cpp analyse`: says what is in a packed charm, and what is wrong with it.

#include <string>

namespace ops::cli {

struct AnalyseOptions {
  std::string file;  ///< A .charm.
};

/// Prints the entries with their permissions and sizes, and then the findings, one a line. Writes
/// nothing to disk. 0, or 1 when a finding is an error; throws CliError for what is no charm file.
int analyse(const AnalyseOptions& options);

}  // namespace ops::cli
