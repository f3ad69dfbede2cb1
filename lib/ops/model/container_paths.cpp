/// How a Container copies trees of files.
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "ops/base/log.h"
#include "ops/model/container.h"
#include "ops/model/errors.h"
#include "ops/model/model.h"
#include "ops/pebble/errors.h"

namespace ops {

namespace {

namespace fs = std::filesystem;
using pebble::FileInfo, pebble::FileType;

constexpr mode_t kPermissions = 07777;

[[noreturn]] void fail(const char* what, const std::string& path) {
  throw fs::filesystem_error(what, path, std::error_code(errno, std::generic_category()));
}

/// Without a slash at the end, and without what leads nowhere: "/a//./b/" is "/a/b".
std::string tidied(const std::string& path) {
  std::string all = path.starts_with('/') ? "/" : "";
  for (const fs::path& part : fs::path(path)) {
    if (part.empty() || part == "." || part == "/") continue;
    if (!all.empty() && !all.ends_with('/')) all += '/';
    all += part.string();
  }
  return all.empty() ? "." : all;
}

std::string parent_of(const std::string& path) {
  const std::string parent = fs::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

/// A path as it was given, and what is to be walked for it.
struct Source {
  explicit Source(const std::string& given) : path(tidied(given)), prefix(parent_of(path)) {
    start = fs::path(path).filename() == "*" ? prefix : path;
  }

  /// Where a file that was found goes. Throws RuntimeError for one that does not lie where it was
  /// looked for.
  std::string destination(const std::string& found, const std::string& dest_dir) const {
    const std::string file = tidied(found);
    const std::string start_of_name = prefix.ends_with('/') ? prefix : prefix + '/';
    if (prefix != "." && !file.starts_with(start_of_name))
      throw RuntimeError("file \"" + file + "\" does not have specified prefix \"" + prefix + "\"");
    const std::string rest = prefix == "." ? file : file.substr(start_of_name.size());
    return (fs::path(tidied(dest_dir)) / rest).string();
  }

  std::string path;
  std::string prefix;
  std::string start;
};

FileType type_of(mode_t mode) {
  return S_ISLNK(mode)   ? FileType::symlink
         : S_ISDIR(mode) ? FileType::directory
         : S_ISREG(mode) ? FileType::file
                         : FileType::unknown;
}

/// Nothing, and a warning, for an id without a name.
template <class Entry>
pebble::Optional<std::string> name_of(const Entry* entry, char* Entry::*name, const char* what,
                                      unsigned id, Logger& logger) {
  if (entry != nullptr) return std::string(entry->*name);
  logger.warning(std::string("Could not get name for ") + what + ' ' + std::to_string(id));
  return {};
}

/// Of the charm's own file system.
FileInfo local_info(const std::string& path, Logger& logger) {
  struct stat told = {};
  if (lstat(path.c_str(), &told) != 0) fail("cannot read", path);
  return {.path = path,
          .type = type_of(told.st_mode),
          .permissions = static_cast<int>(told.st_mode & kPermissions),
          .user_id = static_cast<int>(told.st_uid),
          .user = name_of(getpwuid(told.st_uid), &passwd::pw_name, "user", told.st_uid, logger),
          .group_id = static_cast<int>(told.st_gid),
          .group = name_of(getgrgid(told.st_gid), &group::gr_name, "group", told.st_gid, logger)};
}

using Files = std::vector<FileInfo>;

Files list_local(const std::string& path, Logger& logger) {
  if (!fs::is_directory(path)) return {local_info(path, logger)};
  std::vector<std::string> paths;
  for (const fs::directory_entry& entry : fs::directory_iterator(path))
    paths.push_back(tidied(entry.path().string()));
  std::ranges::sort(paths);
  Files all;
  for (const std::string& one : paths) all.push_back(local_info(one, logger));
  return all;
}

/// Calls `take` for each directory and file below `path`, a directory before what is in it.
template <class ListFiles, class Take>
void walk(const std::string& path, Logger& logger, ListFiles list, Take take) {
  for (const FileInfo& info : list(path)) {
    const bool is_directory = info.type == FileType::directory;
    if (!is_directory && info.type != FileType::file && info.type != FileType::symlink) {
      logger.debug("skipped unsupported file in Container.[push/pull]_path: " + info.path);
      continue;
    }
    take(info, is_directory);
    if (is_directory) walk(info.path, logger, list, take);
  }
}

std::string read_file(const std::string& path) {
  if (fs::is_directory(path)) {
    errno = EISDIR;
    fail("cannot read", path);
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  if (file.peek() != std::ifstream::traits_type::eof()) content << file.rdbuf();
  if (!file.is_open() || file.bad() || content.fail()) fail("cannot read", path);
  return content.str();
}

void write_file(const std::string& path, std::string_view content) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  file.flush();
  if (!file) fail("cannot write", path);
}

/// Does `copy` with each source; what goes wrong with some of them is thrown when all are done.
template <class Copy>
void copy_each(const pebble::Names& sources, const char* message, Copy copy) {
  MultiPushPullError::Failures failures;
  for (const std::string& source : sources) {
    const std::string shown = tidied(source);
    try {
      copy(Source(source));
    } catch (const pebble::PathError& error) {
      failures = failures.with({.source = shown, .message = error.what(), .kind = error.kind()});
    } catch (const pebble::Error& error) {
      failures = failures.with({.source = shown, .message = error.what()});
    } catch (const fs::filesystem_error& error) {
      failures = failures.with({.source = shown, .message = error.what()});
    }
  }
  if (!failures.empty()) throw MultiPushPullError(message, failures);
}

}  // namespace

void Container::push_path(const OneOrMore& sources, const std::string& dest_dir) {
  Logger& logger = model_->parts().logger;
  const auto list = [&](const std::string& path) { return list_local(path, logger); };
  copy_each(sources, "failed to push one or more files", [&](const Source& source) {
    walk(source.start, logger, list, [&](const FileInfo& info, bool is_directory) {
      const std::string to = source.destination(info.path, dest_dir);
      if (is_directory) return make_dir(to, {.make_parents = true});
      push(to, read_file(info.path),
           {.make_dirs = true,
            .permissions = info.permissions,
            .owner = {.user_id = info.user_id,
                      .user = info.user,
                      .group_id = info.group_id,
                      .group = info.group}});
    });
  });
}

void Container::pull_path(const OneOrMore& sources, const std::string& dest_dir) const {
  Logger& logger = model_->parts().logger;
  const auto list = [&](const std::string& path) { return list_files(path); };
  copy_each(sources, "failed to pull one or more files", [&](const Source& source) {
    walk(source.start, logger, list, [&](const FileInfo& info, bool is_directory) {
      const fs::path to = source.destination(info.path, dest_dir);
      fs::create_directories(is_directory ? to : to.parent_path());
      if (!is_directory) write_file(to.string(), pull(info.path));
    });
  });
}

}  // namespace ops
