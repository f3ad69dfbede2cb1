#include "ops/charm/events.h"

#include "ops/base/list_builder.h"
#include "ops/charm/event_table.h"
#include "ops/model/model.h"

namespace ops {

namespace {

const meta::CharmMeta& meta_of(const Object& charm) { return charm.model().parts().meta; }

/// What one section of the metadata calls by a name, as it keeps it; null when there is none. Its
/// events have no kind then.
struct Named {
  const Object* charm;
  const std::string* name;

  template <class E>
  BoundEvent<E> event(std::string_view kind) const {
    if (!name) return {charm, {}, {}};
    return {charm, kind, *name};
  }
};

[[noreturn]] void fail_unknown(const Object& charm, std::string_view name) {
  std::string known;
  for (const Section section :
       {Section::relation, Section::storage, Section::action, Section::container})
    for (const std::string& one : names_in(meta_of(charm), section))
      (known += known.empty() ? "" : ", ") += one;
  throw LookupError("there is nothing called '" + std::string(name) +
                    "' in the charm's metadata; it has: " + (known.empty() ? "nothing" : known));
}

}  // namespace

CharmEvents::CharmEvents(const Object& charm)
    : install{&charm, "install"},
      start{&charm, "start"},
      stop{&charm, "stop"},
      remove{&charm, "remove"},
      config_changed{&charm, "config_changed"},
      update_status{&charm, "update_status"},
      upgrade_charm{&charm, "upgrade_charm"},
      pre_series_upgrade{&charm, "pre_series_upgrade"},
      post_series_upgrade{&charm, "post_series_upgrade"},
      leader_elected{&charm, "leader_elected"},
      leader_settings_changed{&charm, "leader_settings_changed"},
      collect_metrics{&charm, "collect_metrics"},
      secret_changed{&charm, "secret_changed"},
      secret_rotate{&charm, "secret_rotate"},
      secret_remove{&charm, "secret_remove"},
      secret_expired{&charm, "secret_expired"},
      collect_app_status{&charm, "collect_app_status"},
      collect_unit_status{&charm, "collect_unit_status"},
      charm_(&charm) {}

PrefixedEvents CharmEvents::operator[](std::string_view name) const {
  const auto in = [&](Section section) {
    return Named{charm_, find_name(meta_of(*charm_), section, name)};
  };
  const Named relation = in(Section::relation), storage = in(Section::storage),
              action = in(Section::action), container = in(Section::container);
  if (!relation.name && !storage.name && !action.name && !container.name)
    fail_unknown(*charm_, name);
  return {
      .relation_created = relation.event<RelationCreatedEvent>("relation_created"),
      .relation_joined = relation.event<RelationJoinedEvent>("relation_joined"),
      .relation_changed = relation.event<RelationChangedEvent>("relation_changed"),
      .relation_departed = relation.event<RelationDepartedEvent>("relation_departed"),
      .relation_broken = relation.event<RelationBrokenEvent>("relation_broken"),
      .storage_attached = storage.event<StorageAttachedEvent>("storage_attached"),
      .storage_detaching = storage.event<StorageDetachingEvent>("storage_detaching"),
      .action = action.event<ActionEvent>("action"),
      .pebble_ready = container.event<PebbleReadyEvent>("pebble_ready"),
      .pebble_custom_notice = container.event<PebbleCustomNoticeEvent>("pebble_custom_notice"),
      .pebble_check_failed = container.event<PebbleCheckFailedEvent>("pebble_check_failed"),
      .pebble_check_recovered =
          container.event<PebbleCheckRecoveredEvent>("pebble_check_recovered"),
  };
}

AnyBoundEvent CharmEvents::event(std::string_view kind) const {
  const framework::EventType type = find_event(meta_of(*charm_), kind);
  if (!type.make)
    throw LookupError("there is no event called '" + std::string(kind) +
                      "'; kinds() lists those of this charm");
  return {charm_, charm_->framework().keep_name(kind), type};
}

base::List<std::string> CharmEvents::kinds() const {
  base::ListBuilder<std::string> all;
  for (const std::string& kind : event_kinds(meta_of(*charm_))) all.add(kind);
  return all.done();
}

}  // namespace ops
