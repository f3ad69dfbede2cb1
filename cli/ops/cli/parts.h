#pragma once
/// The parts of a charmcraft.yaml: how the charm's program is built, and which of the files that
/// its build installs go into the charm.

#include <string>
#include <utility>
#include <vector>

#include "ops/base/yaml.h"

namespace ops::cli {

/// A part that Meson builds. The keys are charmcraft's.
struct Part {
  std::string name;
  std::string source = ".";                                        ///< A folder of the charm's.
  std::vector<std::string> meson_parameters = {};                  ///< For `meson setup`.
  std::vector<std::pair<std::string, std::string>> organize = {};  ///< From, to.
  std::vector<std::string> stage = {}, prime = {};                 ///< Patterns; none: all files.
};

/// Throws CliError, with line and key, when there is none, for a plugin that is not meson, for a
/// name that cannot be a folder's, for a source that is not a folder below the charm's, and for
/// keys that would change what is built and are not known here (override-build, stage-packages, …).
std::vector<Part> read_parts(const base::Yaml& charmcraft);

/// Where `organize` puts an installed file. A file or a folder is named by its path or a pattern;
/// a place that ends in a slash is a folder to put it in.
std::string organized(const Part& part, const std::string& name);

/// Whether the patterns let a file through: one of them is its path, a folder above it, or fits it
/// with * and ?. A pattern after a minus keeps out; where all do, the rest goes in.
bool is_let_through(const std::vector<std::string>& patterns, const std::string& name);

}  // namespace ops::cli
