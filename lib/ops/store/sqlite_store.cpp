#include "ops/store/sqlite_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "ops/base/list_builder.h"
#include "ops/store/pickle.h"

namespace ops::store {

namespace {

constexpr mode_t kOwnerOnly = 0600;

[[noreturn]] void fail_on_file(const std::string& doing, const std::string& path) {
  throw StoreError("cannot " + doing + ' ' + path + ": " + std::strerror(errno) +
                   "; let the charm's user write and own the file and its directory");
}

/// Snapshots may hold secrets: the file is never readable for others, not even for a moment.
const std::string& made_private(const std::string& path) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
  if (file >= 0) {
    close(file);
    return path;
  }
  if (errno != EEXIST) fail_on_file("create", path);
  struct stat status = {};
  if (stat(path.c_str(), &status) != 0) fail_on_file("open", path);
  if (!S_ISREG(status.st_mode))
    throw StoreError("cannot open " + path + ": it is no regular file; move it away");
  if (chmod(path.c_str(), kOwnerOnly) != 0) fail_on_file("change the mode of", path);
  return path;
}

std::string about(const char* doing, std::string_view handle) {
  return std::string(doing) + " the snapshot of '" + std::string(handle) + '\'';
}

std::string about(const char* doing, const Notice& notice) {
  return std::string(doing) + " the notice of '" + notice.event_path + '\'';
}

void run(Connection& connection, const char* sql, const std::string& doing) {
  Statement(connection, sql, doing).step();
}

Snapshot unpickled_row(std::string_view data, std::string_view handle, const std::string& path) {
  try {
    return unpickled(data);
  } catch (const PickleError& error) {
    throw UnreadableSnapshotError("cannot load the snapshot of '" + std::string(handle) +
                                  "' from " + path + ", where it stays as it is: " + error.what());
  }
}

}  // namespace

/// Does `work`, in a transaction. Not even its first half lasts if it fails.
template <class Work>
auto SqliteStore::in_transaction(const std::string& doing, Work work) {
  if (!failed_.empty())
    throw StoreError("cannot " + doing + " in " + connection_.path() +
                     ": all was undone when this failed: " + failed_ + "; end the process");
  try {
    // EXCLUSIVE at once: two that both may read would wait for each other to write.
    if (!connection_.in_transaction()) run(connection_, "BEGIN EXCLUSIVE", doing);
    return work();
  } catch (const UnreadableSnapshotError&) {
    throw;
  } catch (const StoreError& error) {
    failed_ = error.what();
    if (connection_.in_transaction()) run(connection_, "ROLLBACK", doing);
    throw;
  }
}

SqliteStore::SqliteStore(const std::string& path, double busy_timeout_s)
    : connection_(made_private(path), busy_timeout_s) {
  const std::string doing = "keep state";
  run(connection_, "PRAGMA locking_mode=EXCLUSIVE", doing);
  in_transaction(doing, [&] { create_tables(); });
}

/// The journal that is then removed is void already, unless something failed.
SqliteStore::~SqliteStore() {
  if (failed_.empty() && !connection_.in_transaction()) connection_.flush_no_more();
}

void SqliteStore::create_tables() {
  const std::string doing = "create the tables";
  Statement tables(connection_,
                   "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'snapshot'", doing);
  if (tables.step()) return;
  run(connection_, "CREATE TABLE snapshot (handle TEXT PRIMARY KEY, data BLOB)", doing);
  run(connection_,
      "CREATE TABLE notice (sequence INTEGER PRIMARY KEY AUTOINCREMENT,"
      " event_path TEXT, observer_path TEXT, method_name TEXT)",
      doing);
}

void SqliteStore::save_snapshot(std::string_view handle, const Snapshot& data) {
  const std::string bytes = pickled(data), doing = about("save", handle);
  in_transaction(doing, [&] {
    Statement(connection_, "REPLACE INTO snapshot VALUES (?, ?)", doing)
        .text(handle)
        .blob(bytes)
        .step();
  });
}

base::Optional<Snapshot> SqliteStore::find_snapshot(std::string_view handle) {
  const std::string doing = about("load", handle);
  return in_transaction(doing, [&]() -> base::Optional<Snapshot> {
    Statement row(connection_, "SELECT data FROM snapshot WHERE handle = ?", doing);
    if (!row.text(handle).step()) return {};
    return unpickled_row(row.column(0), handle, connection_.path());
  });
}

bool SqliteStore::has_snapshot(std::string_view handle) {
  const std::string doing = about("find", handle);
  return in_transaction(doing, [&] {
    return Statement(connection_, "SELECT 1 FROM snapshot WHERE handle = ?", doing)
        .text(handle)
        .step();
  });
}

void SqliteStore::drop_snapshot(std::string_view handle) {
  const std::string doing = about("drop", handle);
  in_transaction(doing, [&] {
    Statement(connection_, "DELETE FROM snapshot WHERE handle = ?", doing).text(handle).step();
  });
}

/// In a transaction.
MemoryStore& SqliteStore::queue() {
  if (queue_) return *queue_;
  Statement rows(connection_,
                 "SELECT event_path, observer_path, method_name FROM notice ORDER BY sequence",
                 "list the notices");
  base::ListBuilder<Notice> found;
  while (rows.step())
    found.add({.event_path = std::string(rows.column(0)),
               .observer_path = std::string(rows.column(1)),
               .method_name = std::string(rows.column(2))});
  return queue_.emplace(std::vector<KeptSnapshot>(), found.done());
}

void SqliteStore::save_notice(const Notice& notice) {
  const std::string doing = about("save", notice);
  in_transaction(doing, [&] {
    Statement(connection_,
              "INSERT INTO notice (event_path, observer_path, method_name) VALUES (?, ?, ?)", doing)
        .text(notice.event_path)
        .text(notice.observer_path)
        .text(notice.method_name)
        .step();
    if (queue_) queue_->save_notice(notice);
  });
}

void SqliteStore::drop_notice(const Notice& notice) {
  const std::string doing = about("drop", notice);
  in_transaction(doing, [&] {
    Statement(connection_,
              "DELETE FROM notice WHERE event_path = ? AND observer_path = ? AND method_name = ?",
              doing)
        .text(notice.event_path)
        .text(notice.observer_path)
        .text(notice.method_name)
        .step();
    if (queue_) queue_->drop_notice(notice);
  });
}

base::List<Notice> SqliteStore::notices(std::string_view event_path) {
  return in_transaction("list the notices", [&] { return queue().notices(event_path); });
}

void SqliteStore::commit() {
  const std::string doing = "commit";
  in_transaction(doing, [&] { run(connection_, "COMMIT", doing); });
}

}  // namespace ops::store
