#include "ops/testing/fakes/disk.h"

#include <cerrno>
#include <cstring>
#include <deque>

#include "ops/testing/fakes/outside_files.h"

namespace ops::testing {

using pebble::FileType;

namespace {

constexpr int kMostLinks = 40;
constexpr std::size_t kMostName = 255;

std::deque<std::string> parts_of(std::string_view path) {
  std::deque<std::string> parts;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    if (slash > 0) parts.emplace_back(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return parts;
}

void check_name(const std::string& name) {
  if (name.size() > kMostName) throw DiskError{ENAMETOOLONG};
  if (name.find('\0') != name.npos) throw DiskError{EINVAL};
}

}  // namespace

std::string DiskError::text() const {
  std::string text = std::strerror(code);
  if (text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

std::string joined_path(const std::string& directory, std::string_view name) {
  return (directory == "/" ? directory : directory + '/') + std::string(name);
}

std::string tidy_path(std::string_view path) {
  std::vector<std::string> kept;
  for (const std::string& part : parts_of(path)) {
    if (part == ".") continue;
    if (part != "..")
      kept.push_back(part);
    else if (!kept.empty())
      kept.pop_back();
  }
  std::string tidy;
  for (const std::string& part : kept) tidy += '/' + part;
  return tidy.empty() ? "/" : tidy;
}

std::string parent_path(std::string_view path) {
  return tidy_path(path.substr(0, path.rfind('/') + 1));
}

std::string base_name(std::string_view path) {
  const std::deque<std::string> parts = parts_of(path);
  return parts.empty() ? "/" : parts.back();
}

Disk::Disk(const Container& container) : tree_(container.files) {
  for (const auto& [_, mount] : container.mounts)
    mounts_[tidy_path(static_cast<const std::string&>(mount.location))] = mount.source;
}

std::string Disk::outside_path(const std::string& path) const {
  for (std::string above = path;; above = parent_path(above)) {
    if (const auto at = mounts_.find(above); at != mounts_.end())
      return at->second + path.substr(above == "/" ? 0 : above.size());
    if (above == "/") return {};
  }
}

bool Disk::leads_to_mount(const std::string& directory) const {
  const std::string start = joined_path(directory, "");
  const auto at = mounts_.lower_bound(start);
  return at != mounts_.end() && at->first.starts_with(start);
}

std::optional<File> Disk::look(const std::string& path) const {
  if (const std::string outside = outside_path(path); !outside.empty())
    return find_outside(outside, mounts_.contains(path));
  if (std::optional<File> file = tree_.find(path)) return file;
  if (leads_to_mount(path)) return File::directory();
  return {};
}

Place Disk::walk(std::string_view path, LastLink last) const {
  std::deque<std::string> parts = parts_of(path);
  Place at{"/", look("/")};
  for (int links = 0; !parts.empty();) {
    const std::string name = parts.front();
    parts.pop_front();
    if (!at.file) throw DiskError{ENOENT};
    if (!at.is_directory()) throw DiskError{ENOTDIR};
    check_name(name);
    if (name == ".") continue;
    const std::string next = name == ".." ? parent_path(at.path) : joined_path(at.path, name);
    const Place there{next, look(next)};
    const bool link = there.file && there.file->type == FileType::symlink;
    if (link && (!parts.empty() || last == LastLink::followed)) {
      if (++links > kMostLinks) throw DiskError{ELOOP};
      const std::string target = *there.file->content;
      const std::deque<std::string> more = parts_of(target);
      parts.insert(parts.begin(), more.begin(), more.end());
      if (target.starts_with('/')) at = {"/", look("/")};
    } else {
      at = there;
    }
  }
  if (path.ends_with('/') && at.file && !at.is_directory()) throw DiskError{ENOTDIR};
  return at;
}

Place Disk::find(std::string_view path, LastLink last) const {
  const Place found = walk(path, last);
  if (!found.file) throw DiskError{ENOENT};
  return found;
}

std::set<std::string> Disk::names_in(const Place& directory) const {
  const std::string outside = outside_path(directory.path);
  std::set<std::string> names =
      outside.empty() ? tree_.names_in(directory.path) : names_outside(outside);
  const std::string start = joined_path(directory.path, "");
  for (const auto& [location, _] : mounts_)
    if (location.starts_with(start) && location != start)
      names.insert(location.substr(start.size(), location.find('/', start.size()) - start.size()));
  return names;
}

std::string Disk::read(const Place& file) const {
  const std::string outside = outside_path(file.path);
  return outside.empty() ? *file.file->content : read_outside(outside);
}

std::int64_t Disk::size_of(const Place& file) const {
  const std::string outside = outside_path(file.path);
  return outside.empty() ? static_cast<std::int64_t>(file.file->content->size())
                         : size_outside(outside);
}

void Disk::put(const Place& place, const File& file) {
  const std::string outside = outside_path(place.path);
  outside.empty() ? tree_.put(place.path, file) : put_outside(outside, file);
}

void Disk::erase(const Place& place) {
  if (place.path == "/" || mounts_.contains(place.path) || leads_to_mount(place.path))
    throw DiskError{EBUSY};
  const std::string outside = outside_path(place.path);
  outside.empty() ? tree_.erase(place.path) : erase_outside(outside);
}

}  // namespace ops::testing
