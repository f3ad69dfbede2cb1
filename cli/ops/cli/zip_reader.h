#pragma once
/// Reads an archive that anybody may have made.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ops::cli {

/// A file, folder or link in an archive, as it says of itself.
struct ArchivedEntry {
  std::string name;          ///< As it stands there: it may be anything.
  std::uint32_t mode = 0;    ///< Of Unix, with its kind: 0100755; 0 when none is given.
  std::uint64_t size = 0;    ///< Unpacked.
  std::string content = {};  ///< No more than kMostKept bytes of it.
  std::string fault = {};    ///< Why it cannot be unpacked; empty when it can.

  bool is_folder() const { return name.ends_with('/'); }
  bool is_link() const { return (mode & 0170000U) == 0120000U; }
  bool is_executable() const { return (mode & 0111U) != 0; }
};

inline constexpr std::size_t kMostEntries = 10'000;
inline constexpr std::uint64_t kMostUnpacked = 1024UL * 1024 * 1024;
/// Of a .yaml file, and of any other.
inline constexpr std::size_t kMostKeptOfYaml = 4UL * 1024 * 1024;
inline constexpr std::size_t kMostKept = 4096;

/// The entries of an archive, in their order. Each is unpacked, into nothing, so that one that is
/// damaged, encrypted, or larger than it says has a fault.
///
/// Throws CliError, "it is no zip archive: …", for what is none, is cut short or contradicts
/// itself, and when it has more than kMostEntries, or they would take more than kMostUnpacked.
std::vector<ArchivedEntry> read_zip(const std::string& bytes);

}  // namespace ops::cli
