#include "ops/testing/fakes/file_actions.h"

#include <cerrno>
#include <cstdio>

#include "ops/base/list_builder.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/go_text.h"
#include "ops/testing/fakes/glob.h"
#include "ops/testing/fakes/users.h"

namespace ops::testing {

using pebble::FileInfo, pebble::FileType, pebble::PathError;

namespace {

constexpr const char* kGeneric = "generic-file-error";
constexpr int kMostPermissions = 0777;

const char* kind_of(const DiskError& error) {
  return error.code == ENOENT                          ? "not-found"
         : error.code == EACCES || error.code == EPERM ? "permission-denied"
                                                       : kGeneric;
}

/// "stat /a: no such file or directory"
[[noreturn]] void fail(const std::string& call, const DiskError& error) {
  throw PathError(kind_of(error), call + ": " + error.text());
}

void check_absolute(const std::string& path) {
  if (!path.starts_with('/'))
    throw PathError(kGeneric, "paths must be absolute, got " + pebble::go_quoted(path));
}

Ids ids_of(const Disk& disk, const pebble::Owner& owner) {
  if (owner == pebble::Owner{}) return {};
  try {
    return Users(disk).ids_of(owner).value_or(Ids{});
  } catch (const ValueError& error) {
    throw PathError(kGeneric, std::string("cannot look up user and group: ") + error.what());
  }
}

int permissions_of(const base::Optional<int>& given, int otherwise) {
  const int permissions = given.value_or(otherwise);
  char text[16];
  std::snprintf(text, sizeof text, "%03o", static_cast<unsigned>(permissions));
  if (permissions < 0 || permissions > kMostPermissions)
    throw PathError(kGeneric,
                    "permissions must be a 3-digit octal string, got " + pebble::go_quoted(text));
  return permissions;
}

/// `name` in a directory that must be there.
Place place_in(const Disk& disk, const std::string& directory, const std::string& name) {
  const Place parent = disk.find(directory);
  if (!parent.is_directory()) throw DiskError{ENOTDIR};
  return disk.walk(joined_path(parent.path, name), LastLink::kept);
}

/// What stands at `path`, links followed; nothing also where it cannot be told.
Place told_of(const Disk& disk, const std::string& path) {
  try {
    return disk.walk(path, LastLink::followed);
  } catch (const DiskError&) {
    return {};
  }
}

/// Pebble makes a directory under another name, and then gives it its own.
void make_one(Disk& disk, const std::string& path, const File& directory) {
  const std::string temporary = path + ".mkdir-new";
  Place place, made;
  try {
    place = place_in(disk, parent_path(path), base_name(path));
    made = place_in(disk, parent_path(path), base_name(temporary));
  } catch (const DiskError& error) {
    fail("mkdir " + temporary, error);
  }
  disk.put(place.file ? made : place, directory);
  if (place.file) fail("rename " + temporary + ' ' + path, {ENOTDIR});
  if (made.file) disk.erase(made);  // left by an earlier failure, and now it has its name
}

void make_with_parents(Disk& disk, const std::string& path, const File& directory) {
  const Place place = told_of(disk, path);
  if (place.is_directory()) return;
  if (place.file) fail("mkdir " + path, {ENOTDIR});
  if (path != "/") make_with_parents(disk, parent_path(path), directory);
  make_one(disk, path, directory);
}

void make_parents_of(Disk& disk, const std::string& path, const File& directory) {
  try {
    make_with_parents(disk, parent_path(path), directory);
  } catch (const PathError& error) {
    throw PathError(error.kind(), "cannot create directory: " + error.message());
  }
}

File owned_by(const Ids& ids, int permissions, FileType type, base::Timestamp now) {
  return {.permissions = permissions,
          .user_id = ids.user_id,
          .group_id = ids.group_id,
          .last_modified = now,
          .type = type};
}

/// Pebble writes a file under another name, and then gives it its own.
Place place_to_push(const Disk& disk, const std::string& path) {
  const std::string name = base_name(path);
  if (name == "/") throw PathError(kGeneric, "createtemp /.*~: pattern contains path separator");
  if (name.find('*') != name.npos)
    throw PathError(
        kGeneric, "cannot create tempfile for filename containing '*': " + pebble::go_quoted(name));
  const std::string temporary = joined_path(parent_path(path), name) + ".1~";
  try {
    const Place parent = place_in(disk, parent_path(path), name + ".1~");
    (void)parent;
  } catch (const DiskError& error) {
    fail("open " + temporary, error);
  }
  const Place place = disk.walk(path, LastLink::kept);
  if (place.is_directory()) fail("rename " + temporary + ' ' + path, {EEXIST});
  return place;
}

FileInfo info_of(const Disk& disk, const Users& users, const std::string& path,
                 const Place& place) {
  const File& file = *place.file;
  const User* user = users.find(file.user_id);
  FileInfo info{.path = path,
                .name = base_name(path),
                .type = file.type,
                .permissions = file.type == FileType::symlink ? kMostPermissions
                                                              : file.permissions & kMostPermissions,
                .last_modified = base::Timestamp::since_epoch(file.last_modified.since_epoch_ns() /
                                                              1'000'000'000 * 1'000'000'000),
                .user_id = file.user_id,
                .user = user ? user->name : std::string(),
                .group_id = file.group_id,
                .group = users.group_name(file.group_id)};
  if (file.type == FileType::file) info.size = disk.size_of(place);
  return info;
}

[[noreturn]] void refuse(int code, const char* status, const std::string& message,
                         const char* kind = "") {
  throw pebble::APIError(code, status, message, kind);
}

Place place_to_list(const Disk& disk, const std::string& path) {
  if (path.empty()) refuse(400, "Bad Request", "must specify path");
  if (!path.starts_with('/'))
    refuse(400, "Bad Request", "path must be absolute, got " + pebble::go_quoted(path));
  try {
    return disk.find(path);
  } catch (const DiskError& error) {
    const std::string kind = kind_of(error), message = "stat " + path + ": " + error.text();
    if (kind == "not-found") refuse(404, "Not Found", message, "not-found");
    if (kind == "permission-denied") refuse(403, "Forbidden", message, "permission-denied");
    refuse(400, "Bad Request", message, kGeneric);
  }
}

bool fits(const std::string& pattern, const std::string& name) {
  try {
    return pattern.empty() || matches_pattern(pattern, name);
  } catch (const PatternError& error) {
    refuse(400, "Bad Request", error.what(), kGeneric);
  }
}

}  // namespace

void push_file(Disk& disk, const std::string& path, std::string_view content,
               const pebble::PushOptions& options, base::Timestamp now) {
  check_absolute(path);
  const Ids ids = ids_of(disk, options.owner);
  if (options.make_dirs) make_parents_of(disk, path, owned_by(ids, 0755, FileType::directory, now));
  File file = owned_by(ids, permissions_of(options.permissions, 0644), FileType::file, now);
  file.content = content;
  try {
    disk.put(place_to_push(disk, path), file);
  } catch (const DiskError& error) {
    fail("open " + path, error);
  }
}

std::string pull_file(const Disk& disk, const std::string& path) {
  check_absolute(path);
  Place place;
  try {
    place = disk.find(path);
  } catch (const DiskError& error) {
    fail("stat " + path, error);
  }
  if (place.file->type != FileType::file)
    throw PathError(kGeneric, "can only read a regular file: " + pebble::go_quoted(path));
  try {
    return disk.read(place);
  } catch (const DiskError& error) {
    fail("open " + path, error);
  }
}

base::List<FileInfo> list_files(const Disk& disk, const std::string& path,
                                const pebble::ListFilesOptions& options) {
  const Place place = place_to_list(disk, path);
  const Users users(disk);
  base::ListBuilder<FileInfo> infos;
  if (!place.is_directory() || options.itself) {
    const std::string name = base_name(path);
    const std::string shown = tidy_path(joined_path(parent_path(path), name));
    if (fits(options.pattern, name)) infos.add(info_of(disk, users, shown, place));
    return infos.done();
  }
  for (const std::string& name : disk.names_in(place)) {
    if (!fits(options.pattern, name)) continue;
    const Place one = disk.find(joined_path(place.path, name), LastLink::kept);
    infos.add(info_of(disk, users, joined_path(tidy_path(path), name), one));
  }
  return infos.done();
}

void make_dir(Disk& disk, const std::string& path, const pebble::MakeDirOptions& options,
              base::Timestamp now) {
  check_absolute(path);
  const int permissions = permissions_of(options.permissions, 0755);
  const File directory =
      owned_by(ids_of(disk, options.owner), permissions, FileType::directory, now);
  const std::string tidy = tidy_path(path);
  if (options.make_parents) return make_with_parents(disk, tidy, directory);
  const Place place = told_of(disk, tidy);
  if (place.file) fail("mkdir " + tidy, {place.is_directory() ? EEXIST : ENOTDIR});
  make_one(disk, tidy, directory);
}

void remove_path(Disk& disk, const std::string& path, const pebble::RemovePathOptions& options) {
  check_absolute(path);
  const std::string name = base_name(path);
  if (name == ".") fail((options.recursive ? "RemoveAll " : "remove ") + path, {EINVAL});
  try {
    const std::string bare = path.substr(0, path.find_last_not_of('/') + 1);
    const Place parent = disk.walk(bare.substr(0, bare.rfind('/') + 1), LastLink::followed);
    const Place place = disk.walk(joined_path(parent.path, name), LastLink::kept);
    if (!place.file) throw DiskError{ENOENT};
    if (!options.recursive && place.is_directory() && !disk.names_in(place).empty())
      throw DiskError{ENOTEMPTY};
    disk.erase(place);
  } catch (const DiskError& error) {
    if (options.recursive && error.code == ENOENT) return;
    const bool below_file = options.recursive && error.code == ENOTDIR;
    fail((below_file ? "unlinkat " : "remove ") + path, error);
  }
}

}  // namespace ops::testing
