#pragma once
/// The files that Juju reads in a packed charm, out of the one that its author writes.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ops/base/yaml.h"
#include "ops/cli/zip_writer.h"

namespace ops::cli {

/// A charm's files as they stand in its source tree. Unset: there is no such file.
struct SourceTexts {
  std::string charmcraft = {};
  std::optional<std::string> metadata = {}, config = {}, actions = {};
};

/// What a charm may be called, as Juju and Charmhub have it: "demo", "my-charm-2b".
bool is_charm_name(std::string_view name);
inline constexpr const char* kCharmNameWords =
    "use lower-case letters, digits and single dashes, and a letter first";

/// metadata.yaml, and config.yaml and actions.yaml where there is something to say, split as
/// `charmcraft pack` (4.5) does: `title` becomes display-name; of `links`, documentation becomes
/// docs, contact maintainers, and the others stand by themselves; what is for packing only is left
/// out. A file of its own is taken as it is.
///
/// Throws CliError for `extensions`, which bring a charm in Python, and for sections that stand
/// both in charmcraft.yaml and in a file of their own; YamlError for what is no YAML.
std::vector<Entry> juju_files(const SourceTexts& texts);

/// What a packed charm runs on.
struct CharmBase {
  std::string name;     ///< "ubuntu"
  std::string channel;  ///< "24.04"
  bool operator==(const CharmBase&) const = default;
};

/// The bases of the `platforms` that are built for `architecture`, in their order. Throws CliError
/// when there is none, or one of them names no base.
std::vector<CharmBase> bases_for(const base::Yaml& charmcraft, const std::string& architecture);

/// manifest.yaml, as Juju reads it: what the charm runs on, and who packed it. It has a time only
/// when one is given, in seconds since 1970.
std::string manifest(const std::vector<CharmBase>& bases, const std::string& architecture,
                     std::optional<std::int64_t> packed_at);

}  // namespace ops::cli
