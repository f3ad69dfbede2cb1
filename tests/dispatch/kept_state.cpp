#include "kept_state.h"

#include <stdexcept>

#include "ops/store/sqlite_store.h"

namespace fs = std::filesystem;
namespace store = ops::store;

namespace dispatch {

namespace {

constexpr double kTimeout_s = 1;

/// What tests/dispatch/deferring_charm.cpp keeps, and the framework.
constexpr const char* kHandles[] = {"StoredStateData[_stored]",
                                    "DeferringCharm/StoredStateData[done]",
                                    "DeferringCharm/StoredStateData[put_off]"};

bool is_state(const fs::path& file) {
  return file.filename().string().starts_with(store::kUnitStateFile);
}

void check_whole(const std::string& path) {
  store::Connection database(path, kTimeout_s);
  store::Statement check(database, "PRAGMA integrity_check", "check");
  if (!check.step() || check.column(0) != "ok") throw std::runtime_error(path + " is damaged");
}

std::string snapshot_line(store::Store& kept, const std::string& handle) {
  if (!kept.has_snapshot(handle)) return {};
  std::string line = handle + ':';
  for (const auto& [name, value] : kept.load_snapshot(handle))
    ((line += ' ') += name) += '=' + value.to_python();
  return line + '\n';
}

std::string text_of(const std::string& path) {
  store::SqliteStore kept(path, kTimeout_s);
  std::string text;
  for (const char* handle : kHandles) text += snapshot_line(kept, handle);
  for (const store::Notice& notice : kept.notices({})) {
    for (const auto* part : {&notice.event_path, &notice.observer_path, &notice.method_name})
      text += std::string(*part) + ' ';
    text += '\n' + snapshot_line(kept, notice.event_path);
  }
  return text;
}

}  // namespace

void copy_state(const fs::path& from, const fs::path& to) {
  for (const auto& old : fs::directory_iterator(to))
    if (is_state(old.path())) fs::remove(old.path());
  for (const auto& file : fs::directory_iterator(from))
    if (is_state(file.path())) fs::copy_file(file.path(), to / file.path().filename());
}

std::string kept_state(const fs::path& charm_dir) {
  const fs::path copy = charm_dir / "copy", file = copy / store::kUnitStateFile;
  fs::create_directory(copy);
  copy_state(charm_dir, copy);
  if (!fs::exists(file)) return {};
  check_whole(file.string());
  return text_of(file.string());
}

}  // namespace dispatch
