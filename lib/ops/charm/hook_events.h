#pragma once
/// The events that every charm has, and what all of Juju's events have in common.

#include "ops/framework/event.h"
#include "ops/model/metrics.h"
#include "ops/model/status.h"

namespace ops {

/// An event that Juju sends: a hook, or an action.
class JujuEvent : public EventBase {
 public:
  bool is_from_juju() const final { return true; }
  /// For the dispatch, which takes both steps when Juju sends the event: finds out what it is about
  /// (this may run hook tools), and then takes note of it. Throw what the model throws, and
  /// RuntimeError when Juju has said too little or what does not fit together.
  virtual void resolve(Model& model, std::string_view kind);
  virtual void accept(Model& model);
};

/// A hook. `ops.HookEvent`.
class HookEvent : public JujuEvent {
 public:
  void resolve(Model& model, std::string_view kind) override;
  void accept(Model& model) override;
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
/// The machine's operating system is about to be upgraded. Juju 4 no longer sends it.
class PreSeriesUpgradeEvent final : public HookEvent {};
/// The machine's operating system has been upgraded. Juju 4 no longer sends it.
class PostSeriesUpgradeEvent final : public HookEvent {};
/// This unit now leads its application.
class LeaderElectedEvent final : public HookEvent {};
/// Another unit has changed the leader's settings. Data of a peer relation are in their place.
class LeaderSettingsChangedEvent final : public HookEvent {};

/// Juju asks for metrics. It lets the charm run hardly anything else meanwhile: events that were
/// deferred wait on, and no status is collected. Gone since Juju 3.6.11.
class CollectMetricsEvent final : public HookEvent {
 public:
  /// All with the same labels. Throws ModelError for what add_metrics() of ops/model/metrics.h
  /// refuses, and when Juju refuses.
  void add_metrics(const base::Map<std::string, MetricValue>& metrics,
                   const base::Map<std::string, std::string>& labels = {});
  void restore(const store::Snapshot& data, Model& model) override;

 private:
  Model* model_ = nullptr;
};

/// At the end of each dispatch the framework asks for the statuses that the charm sees, and sets
/// the gravest: blocked over maintenance over waiting over active. Nothing is set when nobody
/// reports any. `ops.CollectStatusEvent`.
class CollectStatusEvent final : public LifecycleEvent {
 public:
  template <SettableStatus S>
  void add_status(const S& status) {
    add(status);
  }
  /// For code that has only the name of a status. Throws InvalidStatusError for one that a charm
  /// cannot set, and LookupError for one that there is none of.
  void add_status_named(std::string_view name, const std::string& message = {});

  void restore(const store::Snapshot& data, Model& model) override;

 private:
  void add(const Status& status);
  Model* model_ = nullptr;
};

}  // namespace ops
