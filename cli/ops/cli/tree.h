#pragma once
/// Files on disk: those below a folder, and one that is written all or not at all.

#include <filesystem>
#include <string>
#include <vector>

namespace ops::cli {

/// A file below a folder.
struct TreeFile {
  std::string name;            ///< From the folder, with slashes.
  std::filesystem::path path;  ///< To read it by; what a link stands for.
  bool executable = false;
};

/// All files at `start` (a file, or a folder and all below it), named from `root`, sorted by name;
/// none when there is nothing at `start`. A link is taken for what it leads to.
///
/// Throws CliError for a link that is absolute, leaves `root`, leads nowhere or into itself, and
/// for what is neither file nor folder.
std::vector<TreeFile> files_below(const std::filesystem::path& root,
                                  const std::filesystem::path& start);

/// All of a file. Throws CliError when it cannot be read or has more than `most` bytes.
std::string read_file(const std::filesystem::path& path, std::uintmax_t most);

/// Writes beside the file, then puts it in its place, so that it is there whole or as it was.
/// Throws CliError.
void write_file(const std::filesystem::path& path, const std::string& content);

}  // namespace ops::cli
