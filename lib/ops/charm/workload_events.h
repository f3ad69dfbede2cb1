#pragma once
/// The events of containers.

#include "ops/charm/hook_events.h"
#include "ops/model/container.h"
#include "ops/model/lazy_check_info.h"
#include "ops/model/lazy_notice.h"

namespace ops {

/// About one container. `ops.WorkloadEvent`.
class WorkloadEvent : public HookEvent {
 public:
  Container workload = {};

  void resolve(Model& model, std::string_view kind) override;
  void accept(Model& model) override;
  store::Snapshot snapshot() const override;
  void restore(const store::Snapshot& data, Model& model) override;
};

/// The container's Pebble has come up, for the first time or again. What was in its plan before is
/// gone, but for the layers that the image brings.
class PebbleReadyEvent final : public WorkloadEvent {};

/// About a notice in the container's Pebble. `ops.PebbleNoticeEvent`.
class PebbleNoticeEvent : public WorkloadEvent {
 public:
  LazyNotice notice = {};

  void resolve(Model& model, std::string_view kind) override;
  void accept(Model& model) override;
  store::Snapshot snapshot() const override;
  void restore(const store::Snapshot& data, Model& model) override;
};

/// A custom notice has come for the first time, or again.
class PebbleCustomNoticeEvent final : public PebbleNoticeEvent {};

/// About a check of the container's Pebble. `ops.PebbleCheckEvent`.
class PebbleCheckEvent : public WorkloadEvent {
 public:
  LazyCheckInfo info = {};

  void resolve(Model& model, std::string_view kind) override;
  store::Snapshot snapshot() const override;
  void restore(const store::Snapshot& data, Model& model) override;
};

/// The check has failed as often as its threshold says.
class PebbleCheckFailedEvent final : public PebbleCheckEvent {};
/// The check passes again.
class PebbleCheckRecoveredEvent final : public PebbleCheckEvent {};

}  // namespace ops
