#include "ops/testing/fakes/outside_files.h"

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "ops/testing/fakes/disk.h"

namespace ops::testing {

namespace fs = std::filesystem;
using pebble::FileType;

namespace {

constexpr mode_t kPermissions = 07777;
constexpr std::int64_t kSecond = 1'000'000'000;

/// What a call of std::filesystem has left in `error`.
void check(const std::error_code& error) {
  if (error) throw DiskError{error.value()};
}

FileType type_of(mode_t mode) {
  return S_ISREG(mode)    ? FileType::file
         : S_ISDIR(mode)  ? FileType::directory
         : S_ISLNK(mode)  ? FileType::symlink
         : S_ISSOCK(mode) ? FileType::socket
         : S_ISFIFO(mode) ? FileType::named_pipe
                          : FileType::device;
}

void write_file(const std::string& path, const std::string& content) {
  std::error_code gone;
  fs::remove(path, gone);  // a link of this name is replaced, not followed
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream << content << std::flush;
  if (!stream) throw DiskError{errno ? errno : EIO};
}

}  // namespace

std::optional<File> find_outside(const std::string& path, bool follow_link) {
  struct stat told = {};
  if ((follow_link ? stat : lstat)(path.c_str(), &told) != 0) {
    if (errno == ENOENT) return {};
    throw DiskError{errno};
  }
  File file{.permissions = static_cast<int>(told.st_mode & kPermissions),
            .user_id = static_cast<int>(told.st_uid),
            .group_id = static_cast<int>(told.st_gid),
            .last_modified =
                base::Timestamp::since_epoch(told.st_mtim.tv_sec * kSecond + told.st_mtim.tv_nsec),
            .type = type_of(told.st_mode)};
  std::error_code error;
  if (file.type == FileType::symlink) file.content = fs::read_symlink(path, error).string();
  check(error);
  return file;
}

std::set<std::string> names_outside(const std::string& directory) {
  std::error_code error;
  std::set<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error))
    names.insert(entry.path().filename().string());
  check(error);
  return names;
}

std::string read_outside(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw DiskError{errno ? errno : EIO};
  std::ostringstream content;
  if (stream.peek() != std::ifstream::traits_type::eof()) content << stream.rdbuf();
  return content.str();
}

std::int64_t size_outside(const std::string& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  check(error);
  return static_cast<std::int64_t>(size);
}

void put_outside(const std::string& path, const File& file) {
  std::error_code error;
  if (file.type == FileType::directory) {
    fs::create_directory(path, error);
    check(error);
  } else {
    write_file(path, *file.content);
  }
  fs::permissions(path, static_cast<fs::perms>(file.permissions), error);
  check(error);
}

void erase_outside(const std::string& path) {
  std::error_code error;
  fs::remove_all(path, error);
  check(error);
}

}  // namespace ops::testing
