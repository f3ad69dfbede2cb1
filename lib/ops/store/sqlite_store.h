#pragma once
/// The Store of a deployed charm: a SQLite file in its directory, the one that Python's ops keeps.
/// For .cpp files.

#include <optional>

#include "ops/store/memory_store.h"
#include "ops/store/sqlite_connection.h"
#include "ops/store/store.h"

namespace ops::store {

/// The file's name in the charm's directory.
inline constexpr const char* kUnitStateFile = ".unit-state.db";

/// How long ops lets a hook wait for another that has the file open.
inline constexpr double kBusyTimeout_s = 3600;

/// `ops.storage.SQLiteStorage`: same tables, same modes, same transaction; snapshots are Python
/// pickles (see pickle.h), so that a charm may be ported, and ported back, and keep its state.
///
/// One transaction begins when the store is made and ends with commit(), after which the next
/// call begins another. Until then nothing can be seen from outside; if the process ends, or the
/// store is dropped, it never happened. No other process can use the file meanwhile.
///
/// After an error of SQLite the transaction is undone, and every later call throws StoreError:
/// half of it can never be committed.
class SqliteStore : public Store {
 public:
  /// Makes the file, with mode 0600, or gives it that mode; and the tables, if it has none. Waits
  /// `busy_timeout_s` for others. Throws StoreError: the file or its directory is not ours to
  /// write, it is no database, it stays locked, its disk is full.
  explicit SqliteStore(const std::string& path, double busy_timeout_s = kBusyTimeout_s);
  ~SqliteStore() override;

  void save_snapshot(std::string_view handle, const Snapshot& data) override;
  base::Optional<Snapshot> find_snapshot(std::string_view handle) override;
  bool has_snapshot(std::string_view handle) override;
  void drop_snapshot(std::string_view handle) override;

  void save_notice(const Notice& notice) override;
  void drop_notice(const Notice& notice) override;
  base::List<Notice> notices(std::string_view event_path) override;

  void commit() override;

 private:
  template <class Work>
  auto in_transaction(const std::string& doing, Work work);
  void create_tables();
  MemoryStore& queue();

  Connection connection_;
  std::string failed_ = {};                // what the first error said
  std::optional<MemoryStore> queue_ = {};  // all notices, read once: nobody else can change them
};

}  // namespace ops::store
