#pragma once
/// What is said of a packed charm.

#include <string>
#include <vector>

#include "ops/cli/zip_reader.h"

namespace ops::cli {

enum class Verdict { ok, warning, error, nonapplicable };

/// One thing that was looked at. Names and words are those of `charmcraft analyse` (4.5) where it
/// looks at the same.
struct Finding {
  std::string name;  ///< "metadata"
  Verdict verdict = Verdict::ok;
  std::string text = {};  ///< Why; one line for each fault.

  /// "metadata: [ERROR] Cannot read the metadata.yaml file."
  std::string line() const;
};

/// The findings about a charm of these entries, always of the same names in the same order.
///
/// Beside charmcraft's metadata, juju-actions, juju-config, naming-conventions and entrypoint:
/// entries (which of them cannot be unpacked, or are neither file, folder nor link), paths (names
/// and links that lead out of the charm, names that stand twice), parts (what Juju needs and is
/// not there), and architecture (whether the program is for what manifest.yaml says).
std::vector<Finding> analyse_entries(const std::vector<ArchivedEntry>& entries);

}  // namespace ops::cli
