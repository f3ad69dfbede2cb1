#include "ops/testing/events.h"

#include "ops/base/errors.h"
#include "ops/base/text.h"
#include "ops/testing/state/relation.h"

namespace ops::testing {

Event Events::install() const { return {.name = "install"}; }
Event Events::start() const { return {.name = "start"}; }
Event Events::stop() const { return {.name = "stop"}; }
Event Events::remove() const { return {.name = "remove"}; }
Event Events::config_changed() const { return {.name = "config_changed"}; }
Event Events::update_status() const { return {.name = "update_status"}; }
Event Events::upgrade_charm() const { return {.name = "upgrade_charm"}; }
Event Events::pre_series_upgrade() const { return {.name = "pre_series_upgrade"}; }
Event Events::post_series_upgrade() const { return {.name = "post_series_upgrade"}; }
Event Events::leader_elected() const { return {.name = "leader_elected"}; }
Event Events::collect_app_status() const { return {.name = "collect_app_status"}; }
Event Events::collect_unit_status() const { return {.name = "collect_unit_status"}; }

namespace {

Event of(const Storage& storage, std::string_view suffix) {
  return {.name = base::underscored(storage.name).append(suffix),
          .kind = EventKind::storage,
          .storage = storage};
}

Event of(const Container& container, std::string_view suffix) {
  return {.name = base::underscored(container.name).append(suffix),
          .kind = EventKind::workload,
          .container = container};
}

Event of(const Container& container, std::string_view suffix, const CheckInfo& info) {
  Event event = of(container, suffix);
  event.check_info = info;
  return event;
}

/// Of a secret that is `owned` by this unit or its application, or is not.
Event of(const Secret& secret, const char* name, bool owned, const Optional<int>& revision = {}) {
  if (secret.owner.has_value() != owned)
    throw ValueError(std::string("Secret.owner: ") + name + " is for the " +
                     (owned ? "owner of a secret; pass one with an owner"
                            : "observers of a secret; pass one without an owner"));
  return {.name = name, .kind = EventKind::secret, .secret = secret, .secret_revision = revision};
}

}  // namespace

/// A peer relation does not say whose it is.
Event Events::of_relation(const AnyRelation& relation, std::string_view suffix,
                          const DepartingUnit& unit) const {
  Event event{.name = base::underscored(endpoint_of(relation)).append(suffix),
              .kind = EventKind::relation,
              .relation = relation,
              .remote_unit = unit.remote_unit,
              .departing_unit = unit.departing_unit};
  if (relation.get_if<PeerRelation>()) event.peer_app = app_name_;
  return event;
}

Event Events::relation_created(const AnyRelation& relation) const {
  return of_relation(relation, "_relation_created");
}
Event Events::relation_joined(const AnyRelation& relation, const RelationUnit& unit) const {
  return of_relation(relation, "_relation_joined", {.remote_unit = unit.remote_unit});
}
Event Events::relation_changed(const AnyRelation& relation, const RelationUnit& unit) const {
  return of_relation(relation, "_relation_changed", {.remote_unit = unit.remote_unit});
}
Event Events::relation_departed(const AnyRelation& relation, const DepartingUnit& unit) const {
  return of_relation(relation, "_relation_departed", unit);
}
Event Events::relation_broken(const AnyRelation& relation) const {
  return of_relation(relation, "_relation_broken");
}

Event Events::storage_attached(const Storage& storage) const {
  return of(storage, "_storage_attached");
}
Event Events::storage_detaching(const Storage& storage) const {
  return of(storage, "_storage_detaching");
}

Event Events::secret_changed(const Secret& secret) const {
  return of(secret, "secret_changed", false);
}
Event Events::secret_rotate(const Secret& secret) const {
  return of(secret, "secret_rotate", true);
}
Event Events::secret_expired(const Secret& secret, const SecretRevision& revision) const {
  return of(secret, "secret_expired", true, revision.revision);
}
Event Events::secret_remove(const Secret& secret, const SecretRevision& revision) const {
  return of(secret, "secret_remove", true, revision.revision);
}

Event Events::pebble_ready(const Container& container) const {
  return of(container, "_pebble_ready");
}
Event Events::pebble_custom_notice(const Container& container, const Notice& notice) const {
  Event event = of(container, "_pebble_custom_notice");
  event.notice = notice;
  return event;
}
Event Events::pebble_check_failed(const Container& container, const CheckInfo& info) const {
  return of(container, "_pebble_check_failed", info);
}
Event Events::pebble_check_recovered(const Container& container, const CheckInfo& info) const {
  return of(container, "_pebble_check_recovered", info);
}

Event Events::action(std::string_view name, const ActionOptions& options) const {
  return {.name = base::underscored(name).append("_action"),
          .kind = EventKind::action,
          .action = Action{.name = std::string(name), .params = options.params, .id = options.id}};
}

Event Events::custom(std::string_view observed, const Emitter& emitter, std::string_view kind,
                     std::string_view type, const store::Snapshot& snapshot) {
  return {.name = std::string(kind),
          .kind = EventKind::custom,
          .custom = CustomEvent{.emitter = std::string(observed),
                                .type = std::string(type),
                                .key = emitter.key,
                                .snapshot = snapshot}};
}

}  // namespace ops::testing
