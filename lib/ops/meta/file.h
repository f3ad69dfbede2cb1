#pragma once
/// A charm's files on disk. For .cpp files.

#include <cstdint>
#include <string>

namespace ops::meta {

/// What tells one state of a file from another without reading it.
struct Stamp {
  bool exists = false;
  std::uint64_t device = 0, inode = 0;
  std::int64_t size = 0, changed_ns = 0;
  bool operator==(const Stamp&) const = default;
};

/// One stat(2). What cannot be looked at does not exist.
Stamp stamp_of(const std::string& path);

/// All of a regular file of at most 4 MiB. Throws MetadataError when it is none or cannot be read.
std::string read_file(const std::string& path);

}  // namespace ops::meta
