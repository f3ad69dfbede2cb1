#pragma once
/// A Store that lives and dies with its object: for tests in process. For .cpp files.

#include <vector>

#include "ops/store/store.h"

namespace ops::store {

/// A snapshot and what it is kept under.
struct KeptSnapshot {
  std::string handle;
  Snapshot data;
};

/// Everything is searched from the front: a run keeps a handful of things. Copies of the store
/// share the snapshots and notices, and an empty one holds no memory.
class MemoryStore : public Store {
 public:
  MemoryStore() = default;
  /// As if these had been saved in this order. No handle may stand twice.
  MemoryStore(std::vector<KeptSnapshot> snapshots, base::List<Notice> notices);

  /// What is kept now, in the order in which the handles were first saved.
  const std::vector<KeptSnapshot>& entries() const { return snapshots_; }
  /// The queue, oldest first.
  const base::List<Notice>& all_notices() const { return notices_; }

  void save_snapshot(std::string_view handle, const Snapshot& data) override;
  base::Optional<Snapshot> find_snapshot(std::string_view handle) override;
  bool has_snapshot(std::string_view handle) override;
  void drop_snapshot(std::string_view handle) override;

  void save_notice(const Notice& notice) override;
  void drop_notice(const Notice& notice) override;
  base::List<Notice> notices(std::string_view event_path) override;

  /// Does nothing: whoever owns the store takes what it holds, or lets it go.
  void commit() override {}

 private:
  KeptSnapshot* find(std::string_view handle);

  std::vector<KeptSnapshot> snapshots_ = {};
  base::List<Notice> notices_ = {};
};

}  // namespace ops::store
