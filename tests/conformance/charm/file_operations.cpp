/// Files: of containers, of storages and of the charm.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "arguments.h"
#include "charm.h"
#include "errors.h"
#include "operations.h"

namespace scripted {

namespace {

using Path = std::filesystem::path;

std::string read_text(const Path& path) {
  std::ifstream file(path);
  if (!file) throw PythonError("FileNotFoundError", path.string());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// ---- of containers

Json push(Subject& subject, const Json& a) {
  ops::pebble::PushOptions options{.make_dirs = a.value("make_dirs", false)};
  options.permissions = int_of(a, "permissions");
  container_of(subject, a).push(a.at("path"), a.at("source").get<std::string>(), options);
  return {};
}

Json pull(Subject& subject, const Json& a) { return container_of(subject, a).pull(a.at("path")); }

Json exists(Subject& subject, const Json& a) {
  return container_of(subject, a).exists(a.at("path"));
}

Json isdir(Subject& subject, const Json& a) { return container_of(subject, a).isdir(a.at("path")); }

Json list_files(Subject& subject, const Json& a) {
  ops::pebble::ListFilesOptions options{.itself = a.value("itself", false)};
  options.pattern = text_of(a, "pattern").value_or("");
  std::vector<Json> all;
  for (const auto& one : container_of(subject, a).list_files(a.at("path"), options))
    all.push_back({one.path, one.name, word_of(one.type)});
  std::ranges::sort(all);
  return all;
}

Json make_dir(Subject& subject, const Json& a) {
  container_of(subject, a).make_dir(a.at("path"), {.make_parents = a.value("make_parents", false)});
  return {};
}

Json remove_path(Subject& subject, const Json& a) {
  container_of(subject, a).remove_path(a.at("path"), {.recursive = a.value("recursive", false)});
  return {};
}

// ---- of storages

ops::Storage& storage_of(Subject& subject, const Json& a) {
  const int index = a.at("index");
  for (ops::Storage& one : subject.charm.model().storages(a.at("name").get<std::string>()))
    if (one.index() == index) return one;
  throw PythonError("StopIteration", "there is no such storage");
}

Path path_in(ops::Storage& storage, const Json& a) {
  return Path(storage.location()) / a.at("path").get<std::string>();
}

Json storage_read(Subject& subject, const Json& a) {
  return read_text(path_in(storage_of(subject, a), a));
}

Json storage_write(Subject& subject, const Json& a) {
  std::ofstream(path_in(storage_of(subject, a), a)) << a.at("content").get<std::string>();
  return {};
}

Json event_storage_read(Subject& subject, const Json& a) {
  return read_text(path_in(*event_as<ops::StorageEvent>(subject).storage, a));
}

// ---- of the charm

Path charm_path(const Subject& subject, const Json& a) {
  return Path(subject.charm.charm_dir()) / a.at("path").get<std::string>();
}

Json charm_file(Subject& subject, const Json& a) { return read_text(charm_path(subject, a)); }
Json charm_file_exists(Subject& subject, const Json& a) {
  return std::filesystem::exists(charm_path(subject, a));
}

constexpr Operation kOperations[] = {
    {"push", push},
    {"pull", pull},
    {"exists", exists},
    {"isdir", isdir},
    {"list_files", list_files},
    {"make_dir", make_dir},
    {"remove_path", remove_path},
    {"storage_read", storage_read},
    {"storage_write", storage_write},
    {"event_storage_read", event_storage_read},
    {"charm_file", charm_file},
    {"charm_file_exists", charm_file_exists},
};

}  // namespace

Operations file_operations() { return kOperations; }

}  // namespace scripted
