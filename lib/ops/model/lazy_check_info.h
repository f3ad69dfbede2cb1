#pragma once
/// The check of an event: its name from Juju, and the rest from Pebble once it is needed.

#include "ops/model/container.h"

namespace ops {

/// `ops.LazyCheckInfo`. All but the name is asked for once, when any of it is first read: how the
/// check is then, which need not be what led to the event. That throws ModelError when the plan has
/// no such check, and what Container::get_check throws.
class LazyCheckInfo {
 public:
  LazyCheckInfo() = default;
  LazyCheckInfo(Container container, std::string name);

  const std::string& name() const { return name_; }

  const base::OneOf<pebble::CheckLevel, std::string>& level() const { return all().level; }
  pebble::Startup startup() const { return all().startup; }
  const base::OneOf<pebble::CheckStatus, std::string>& status() const { return all().status; }
  const base::Optional<int>& successes() const { return all().successes; }
  int failures() const { return all().failures; }
  int threshold() const { return all().threshold; }
  const base::Optional<std::string>& change_id() const { return all().change_id; }
  bool has_run() const { return all().has_run(); }

  /// All of it, as Pebble has it.
  const pebble::CheckInfo& all() const;

 private:
  Container container_ = {};
  std::string name_ = {};
  mutable base::Optional<pebble::CheckInfo> info_ = {};
};

}  // namespace ops
