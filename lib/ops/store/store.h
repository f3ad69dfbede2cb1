#pragma once
/// The seam between the framework and what outlives a hook.

#include "ops/base/errors.h"
#include "ops/base/plain.h"

namespace ops::store {

/// What is kept of an object: plain data by name.
using Snapshot = base::Map<std::string, base::Plain>;

/// A handler that has yet to run, or run again, for an event.
struct Notice {
  base::Required<std::string> event_path;     ///< "MyCharm/on/start[5]"
  base::Required<std::string> observer_path;  ///< "MyCharm"
  base::Required<std::string> method_name;    ///< "on_start"
  OPS_VALUE(Notice);
};

/// No snapshot is kept under this handle. `ops.framework.NoSnapshotError`.
class NoSnapshotError : public Error {
 public:
  using Error::Error;
};

/// The store cannot be opened, read or written. What was committed before is untouched.
class StoreError : public Error {
 public:
  using Error::Error;
};

/// What is kept under a handle cannot become a Snapshot: it is damaged, would run code, or is not
/// plain data under names. It stays kept as it is until something is saved in its place or it is
/// dropped.
class UnreadableSnapshotError : public StoreError {
 public:
  using StoreError::StoreError;
};

/// Snapshots by handle, and the queue of notices. Nothing lasts before commit().
class Store {
 public:
  virtual ~Store();

  /// In the place of any that the handle had.
  virtual void save_snapshot(std::string_view handle, const Snapshot& data) = 0;
  /// Nothing when there is none. Throws UnreadableSnapshotError.
  virtual base::Optional<Snapshot> find_snapshot(std::string_view handle) = 0;
  /// As find_snapshot, but throws NoSnapshotError when there is none.
  Snapshot load_snapshot(std::string_view handle);
  virtual bool has_snapshot(std::string_view handle) = 0;
  /// Nothing happens when there is none.
  virtual void drop_snapshot(std::string_view handle) = 0;

  /// At the end of the queue.
  virtual void save_notice(const Notice& notice) = 0;
  /// All that are equal to it.
  virtual void drop_notice(const Notice& notice) = 0;
  /// In the order in which they were saved: those of this event, or all when it is empty.
  virtual base::List<Notice> notices(std::string_view event_path) = 0;

  /// Makes everything since the last commit last, all or nothing.
  virtual void commit() = 0;
};

}  // namespace ops::store
