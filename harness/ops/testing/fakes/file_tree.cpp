#include <algorithm>

#include "ops/testing/fakes/disk.h"

namespace ops::testing {

FileTree::FileTree(const Map<std::string, File>& files) : before_(files) {
  for (const auto& [path, file] : files) files_.insert_or_assign(tidy_path(path), file);
}

bool FileTree::has_below(const std::string& directory) const {
  const std::string start = joined_path(directory, "");
  const auto first = files_.lower_bound(start);
  return first != files_.end() && first->first.starts_with(start);
}

std::optional<File> FileTree::find(const std::string& path) const {
  if (const auto at = files_.find(path); at != files_.end()) return at->second;
  if (path == "/" || has_below(path)) return File::directory();
  return {};
}

std::set<std::string> FileTree::names_in(const std::string& directory) const {
  const std::string start = joined_path(directory, "");
  std::set<std::string> names;
  for (auto at = files_.lower_bound(start); at != files_.end() && at->first.starts_with(start);
       ++at) {
    const std::string rest = at->first.substr(start.size());
    if (!rest.empty()) names.insert(rest.substr(0, rest.find('/')));
  }
  return names;
}

void FileTree::put(const std::string& path, const File& file) {
  files_.insert_or_assign(path, file);
  touched_.insert(path);
}

void FileTree::erase(const std::string& path) {
  const std::string start = joined_path(path, "");
  std::erase_if(files_, [&](const auto& entry) {
    const bool gone = entry.first == path || entry.first.starts_with(start);
    if (gone) touched_.insert(entry.first);
    return gone;
  });
  const std::string parent = parent_path(path);
  if (!find(parent)) put(parent, File::directory());  // it was there by its file alone
}

Map<std::string, File> FileTree::files() const {
  Map<std::string, File> all = before_;
  for (const std::string& path : touched_) {
    const auto at = files_.find(path);
    all = at == files_.end() ? all.without(path) : all.with(path, at->second);
  }
  return all;
}

}  // namespace ops::testing
