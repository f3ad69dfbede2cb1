#pragma once
/// The Store of a charm that keeps its state in Juju's controller. For .cpp files.

#include "ops/store/store.h"

namespace ops::store {

/// Juju's tools for the unit's own state.
class StateTools {
 public:
  virtual ~StateTools();
  /// What `state-get KEY` writes: nothing, or one line break, when there is no such key.
  virtual std::string get(std::string_view key) = 0;
  /// Keeps `text` under `key`, by `state-set --file -` with state_file(key, text) as its input.
  virtual void set(std::string_view key, std::string_view text) = 0;
  /// `state-delete KEY`.
  virtual void remove(std::string_view key) = 0;
};

/// The YAML by which state-set keeps `text`, which ends with a line break, under `key`.
std::string state_file(std::string_view key, std::string_view text);

/// `ops.storage.JujuStorage`: each snapshot under its handle, and all notices under one key, which
/// is read and written anew for each. A charm may be ported, and ported back, and keep its state.
///
/// Juju makes what was set last when the hook ends well, and forgets it otherwise: commit() does
/// nothing. Errors of the tools are thrown as they come.
class JujuStore : public Store {
 public:
  /// `tools` must outlive the store.
  explicit JujuStore(StateTools& tools) : tools_(tools) {}

  void save_snapshot(std::string_view handle, const Snapshot& data) override;
  base::Optional<Snapshot> find_snapshot(std::string_view handle) override;
  bool has_snapshot(std::string_view handle) override;
  void drop_snapshot(std::string_view handle) override;

  void save_notice(const Notice& notice) override;
  void drop_notice(const Notice& notice) override;
  base::List<Notice> notices(std::string_view event_path) override;

  void commit() override {}

 private:
  base::List<Notice> all_notices();
  void save_all(const base::List<Notice>& notices);

  StateTools& tools_;
};

}  // namespace ops::store
