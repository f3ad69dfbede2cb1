#pragma once
/// How what is stored lies in memory, where it can change. For the framework's own .cpp files.

#include <memory>
#include <unordered_map>
#include <vector>

#include "ops/framework/event.h"
#include "ops/framework/stored_state.h"

namespace ops::framework {

using CellPtr = std::shared_ptr<StoredCell>;

/// A list, dict or set that can change, or any other value as it is.
struct StoredCell {
  base::PlainKind kind = base::PlainKind::none;
  Plain value = {};                 // of what cannot change
  std::vector<CellPtr> items = {};  // of a list; of a dict, its values
  std::vector<Plain> keys = {};     // of a dict, beside its values; of a set, its items
  std::unordered_multimap<std::uint64_t, std::size_t> places = {};  // of keys, by their hashes

  bool can_change() const;
  std::size_t size() const;
  /// Of a dict or set: where the key is; their number when it is not there.
  std::size_t place_of(const Plain& key) const;
  /// Adds a key that is not there. Throws TypeError when Python cannot hash it.
  void add_key(const Plain& key);
  void erase_key(std::size_t place);
  void clear();
};

/// Whether anything has to be saved. Shared by all that is under one owner.
struct StoredChange {
  bool made = false;
};

struct StoredRef {
  CellPtr cell;
  std::shared_ptr<StoredChange> change;  // null of what is not stored yet
};

/// Makes cells of Plains: one for each object, however often it is there.
class CellMaker {
 public:
  CellPtr cell(const Plain& value);

 private:
  std::unordered_map<const void*, CellPtr> made_ = {};
};

/// And back. Throws ValueError for what is inside itself.
class PlainMaker {
 public:
  Plain plain(const StoredCell& cell);

 private:
  Plain made(const StoredCell& cell);
  std::unordered_map<const StoredCell*, Plain> made_ = {};
  std::vector<const StoredCell*> open_ = {};
};

/// What lies under one handle: names and their values.
class StoredRoot final : public Object {
 public:
  /// Loads it, and is saved from now on.
  StoredRoot(Object& owner, const std::string& name);

  /// Null when it is not there.
  CellPtr find(std::string_view name) const;
  void set(std::string_view name, const CellPtr& cell);

  using Entry = std::pair<std::string, CellPtr>;
  std::vector<Entry> values = {};
  std::shared_ptr<StoredChange> change = std::make_shared<StoredChange>();

 private:
  void on_commit(EventBase& event);
};

}  // namespace ops::framework
