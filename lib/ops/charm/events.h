#pragma once
/// The events that a charm can observe.

#include "ops/framework/framework.h"
#include "ops/model/container.h"
#include "ops/model/status.h"

namespace ops {

/// An event that Juju sends. `ops.HookEvent`.
class HookEvent : public EventBase {
 public:
  bool is_from_juju() const override { return true; }
};

/// The unit comes to be: install what the workload needs (on a machine).
class InstallEvent final : public HookEvent {};
/// The unit starts, after the first config-changed; again after its machine or pod was restarted.
class StartEvent final : public HookEvent {};
/// The unit is about to go. Cannot be deferred.
class StopEvent final : public HookEvent {
 public:
  void defer() override;
};
/// The last event of a unit. Cannot be deferred.
class RemoveEvent final : public HookEvent {
 public:
  void defer() override;
};
/// An option has changed; also sent once after install, and after upgrade-charm.
class ConfigChangedEvent final : public HookEvent {};
/// Every five minutes, unless the model says otherwise.
class UpdateStatusEvent final : public HookEvent {};
/// The charm's code has been replaced.
class UpgradeCharmEvent final : public HookEvent {};
/// This unit now leads its application.
class LeaderElectedEvent final : public HookEvent {};

/// About one container. `ops.WorkloadEvent`.
class WorkloadEvent : public HookEvent {
 public:
  Container workload = {};

  store::Snapshot snapshot() const override;
  void restore(const store::Snapshot& data, Model& model) override;
};

/// The container's Pebble has come up, for the first time or again. What was in its plan before is
/// gone, but for the layers that the image brings.
class PebbleReadyEvent final : public WorkloadEvent {};

/// At the end of each dispatch the framework asks for the statuses that the charm sees, and sets
/// the gravest: blocked over maintenance over waiting over active. Nothing is set when nobody
/// reports any. `ops.CollectStatusEvent`.
class CollectStatusEvent final : public LifecycleEvent {
 public:
  template <SettableStatus S>
  void add_status(const S& status) {
    add(status);
  }

  void restore(const store::Snapshot& data, Model& model) override;

 private:
  void add(const Status& status);
  Model* model_ = nullptr;
};

/// The events of one container, relation or other part that the metadata names.
struct PrefixedEvents {
  BoundEvent<PebbleReadyEvent> pebble_ready;
};

/// `charm.on`
class CharmEvents {
 public:
  explicit CharmEvents(const Object& charm);

  BoundEvent<InstallEvent> install;
  BoundEvent<StartEvent> start;
  BoundEvent<StopEvent> stop;
  BoundEvent<RemoveEvent> remove;
  BoundEvent<ConfigChangedEvent> config_changed;
  BoundEvent<UpdateStatusEvent> update_status;
  BoundEvent<UpgradeCharmEvent> upgrade_charm;
  BoundEvent<LeaderElectedEvent> leader_elected;
  BoundEvent<CollectStatusEvent> collect_app_status;
  BoundEvent<CollectStatusEvent> collect_unit_status;

  /// The events of the container of this name. Throws LookupError when the charm's metadata has
  /// nothing of that name.
  PrefixedEvents operator[](std::string_view name) const;

 private:
  const Object* charm_;
};

}  // namespace ops
