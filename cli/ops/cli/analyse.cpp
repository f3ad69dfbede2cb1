#include "ops/cli/analyse.h"

#include <algorithm>
#include <iomanip>
#include <iostream>

#include "ops/base/text.h"
#include "ops/cli/analysis.h"
#include "ops/cli/errors.h"
#include "ops/cli/tree.h"

namespace ops::cli {

namespace {

constexpr std::uintmax_t kMostOfCharm = 512UL * 1024 * 1024;

std::vector<ArchivedEntry> entries_of(const std::string& file) {
  const std::string bytes = read_file(file, kMostOfCharm);
  try {
    return read_zip(bytes);
  } catch (const CliError& error) {
    throw CliError("Cannot open charm file '" + file + "': " + error.what());
  }
}

/// Names are quoted: they may hold anything.
void print(const std::vector<ArchivedEntry>& entries) {
  constexpr std::uint32_t kPermissions = 07777;
  for (const ArchivedEntry& entry : entries)
    std::cout << std::oct << std::setw(5) << std::setfill(' ') << (entry.mode & kPermissions)
              << std::dec << std::setw(12) << entry.size << "  " << base::python_quoted(entry.name)
              << "\n";
}

}  // namespace

int analyse(const AnalyseOptions& options) {
  const auto entries = entries_of(options.file);
  print(entries);
  const auto findings = analyse_entries(entries);
  for (const Finding& finding : findings) std::cout << finding.line() << "\n";
  const bool wrong = std::ranges::any_of(
      findings, [](const Finding& finding) { return finding.verdict == Verdict::error; });
  return wrong ? 1 : 0;
}

}  // namespace ops::cli
