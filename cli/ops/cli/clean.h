#pragma once
/// `ops-cpp clean`: removes what the other commands have made.

#include <string>

namespace ops::cli {

struct CleanOptions {
  std::string folder = ".";  ///< Where charmcraft.yaml is.
};

/// Removes build/, build-coverage/ and build-pack/, where they are Meson's, and the charm's packed
/// files; prints what it removes. Anything else stays. 0; throws CliError where there is no charm.
int clean(const CleanOptions& options);

}  // namespace ops::cli
