#pragma once
/// A container's file system, as the kernel shows it to Pebble. For .cpp files.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ops/testing/state/container.h"

namespace ops::testing {

/// What a call of the kernel fails with: ENOENT, ENOTDIR, …
struct DiskError {
  int code = 0;
  /// "no such file or directory", as Go words it.
  std::string text() const;
};

/// Files by path. Paths here are absolute and tidy: no "..", no slash at the end but in "/".
class FileTree {
 public:
  explicit FileTree(const Map<std::string, File>& files);

  /// Nothing when there is nothing. A directory that leads to a file is there with it.
  std::optional<File> find(const std::string& path) const;
  std::set<std::string> names_in(const std::string& directory) const;
  /// In the place of what is there.
  void put(const std::string& path, const File& file);
  /// With all that is below.
  void erase(const std::string& path);

  /// As a Container has it: what was not touched stays the same object.
  Map<std::string, File> files() const;

 private:
  bool has_below(const std::string& directory) const;

  Map<std::string, File> before_;
  std::map<std::string, File, std::less<>> files_ = {};
  std::set<std::string> touched_ = {};
};

enum class LastLink { followed, kept };

/// Where a path leads: to a tidy path without links on the way, and what is there.
struct Place {
  std::string path = {};
  std::optional<File> file = {};
  bool is_directory() const { return file && file->type == pebble::FileType::directory; }
};

/// A Container's files with its mounts. What cannot be done is a DiskError.
class Disk {
 public:
  explicit Disk(const Container& container);

  /// `path` is absolute and as somebody wrote it. ENOENT when a directory on the way is missing,
  /// not when only the last name is; ENOTDIR below a file; ELOOP, ENAMETOOLONG.
  Place walk(std::string_view path, LastLink last) const;
  /// As walk(), of something that must be there: ENOENT.
  Place find(std::string_view path, LastLink last = LastLink::followed) const;

  std::set<std::string> names_in(const Place& directory) const;
  std::string read(const Place& file) const;
  /// In bytes.
  std::int64_t size_of(const Place& file) const;
  void put(const Place& place, const File& file);
  /// With all that is below. EBUSY where something is mounted at or below it.
  void erase(const Place& place);

  Map<std::string, File> files() const { return tree_.files(); }

 private:
  /// Below a mount: the path on the machine that runs the test; else empty.
  std::string outside_path(const std::string& path) const;
  bool leads_to_mount(const std::string& directory) const;
  std::optional<File> look(const std::string& path) const;

  FileTree tree_;
  std::map<std::string, std::string> mounts_ = {};
};

/// "/a/b" of "/a" and "b", "/b" of "/" and "b".
std::string joined_path(const std::string& directory, std::string_view name);
/// As Go's path.Dir and path.Base.
std::string parent_path(std::string_view path);
std::string base_name(std::string_view path);
/// As Go's path.Clean of an absolute path: without ".", "..", and slashes too many.
std::string tidy_path(std::string_view path);

}  // namespace ops::testing
