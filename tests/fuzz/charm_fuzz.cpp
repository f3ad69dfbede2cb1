/// Any bytes, as a packed charm: they are refused, or each entry has a name and is looked at.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "ops/cli/analysis.h"
#include "ops/cli/errors.h"

using namespace ops::cli;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<ArchivedEntry> entries;
  try {
    entries = read_zip({reinterpret_cast<const char*>(data), size});
  } catch (const CliError&) {
    return 0;
  }
  if (entries.size() > kMostEntries) std::abort();
  for (const ArchivedEntry& entry : entries)
    if (entry.content.size() > kMostKeptOfYaml) std::abort();
  for (const Finding& finding : analyse_entries(entries))
    if (finding.name.empty()) std::abort();
  return 0;
}
