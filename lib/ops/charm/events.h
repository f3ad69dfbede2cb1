#pragma once
/// The events that a charm can observe.

#include "ops/charm/action_event.h"
#include "ops/charm/hook_events.h"
#include "ops/charm/relation_events.h"
#include "ops/charm/secret_events.h"
#include "ops/charm/storage_events.h"
#include "ops/charm/workload_events.h"
#include "ops/framework/framework.h"

namespace ops {

/// The events of whatever the charm's metadata calls by one name. Observing one that it has none of
/// (pebble_ready of a relation) throws LookupError.
struct PrefixedEvents {
  BoundEvent<RelationCreatedEvent> relation_created;
  BoundEvent<RelationJoinedEvent> relation_joined;
  BoundEvent<RelationChangedEvent> relation_changed;
  BoundEvent<RelationDepartedEvent> relation_departed;
  BoundEvent<RelationBrokenEvent> relation_broken;
  BoundEvent<StorageAttachedEvent> storage_attached;
  BoundEvent<StorageDetachingEvent> storage_detaching;
  BoundEvent<ActionEvent> action;
  BoundEvent<PebbleReadyEvent> pebble_ready;
  BoundEvent<PebbleCustomNoticeEvent> pebble_custom_notice;
  BoundEvent<PebbleCheckFailedEvent> pebble_check_failed;
  BoundEvent<PebbleCheckRecoveredEvent> pebble_check_recovered;
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
  BoundEvent<PreSeriesUpgradeEvent> pre_series_upgrade;
  BoundEvent<PostSeriesUpgradeEvent> post_series_upgrade;
  BoundEvent<LeaderElectedEvent> leader_elected;
  BoundEvent<LeaderSettingsChangedEvent> leader_settings_changed;
  BoundEvent<CollectMetricsEvent> collect_metrics;
  BoundEvent<SecretChangedEvent> secret_changed;
  BoundEvent<SecretRotateEvent> secret_rotate;
  BoundEvent<SecretRemoveEvent> secret_remove;
  BoundEvent<SecretExpiredEvent> secret_expired;
  BoundEvent<CollectStatusEvent> collect_app_status;
  BoundEvent<CollectStatusEvent> collect_unit_status;

  /// The events of the relation, storage, action or container of this name. Throws LookupError
  /// when the charm's metadata has nothing of that name.
  PrefixedEvents operator[](std::string_view name) const;

  /// The event that is called so: "start", "db_relation_joined". Throws LookupError when the charm
  /// has none of that name.
  AnyBoundEvent event(std::string_view kind) const;
  /// The names of all of them, in alphabetical order. `ObjectEvents.events`.
  base::List<std::string> kinds() const;

 private:
  const Object* charm_;
};

}  // namespace ops
