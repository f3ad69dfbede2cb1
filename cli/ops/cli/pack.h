#pragma once
/// `ops-cpp pack`: a charm's source tree into NAME_ARCH.charm.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ops/base/yaml.h"
#include "ops/cli/zip_writer.h"

namespace ops::cli {

struct PackOptions {
  std::string folder = ".";  ///< Where charmcraft.yaml is.
  std::string output = ".";  ///< The folder that the .charm goes to.
};

/// Builds the meson parts of the charm in `build-pack/`, and writes a charm of what they install
/// and of what Juju reads. Prints where it is and how large. 0; throws CliError or another
/// ops::Error, and then nothing has been written.
int pack(const PackOptions& options);

/// What a packed charm of these files is called, "demo_amd64.charm", and its bytes.
struct PackedCharm {
  std::string file_name;
  std::string bytes;
};

/// Puts together what the parts leave (`built`), what Juju reads (`juju`), and manifest.yaml.
/// `packed_at` is in seconds since 1970. Throws CliError when there is no executable dispatch, when
/// a part leaves a file that is made here, for a name that no charm can have, and when no platform
/// is for the program's architecture.
PackedCharm packed_charm(const std::string& name, const base::Yaml& charmcraft,
                         std::vector<Entry> juju, std::vector<Entry> built,
                         std::optional<std::int64_t> packed_at);

}  // namespace ops::cli
