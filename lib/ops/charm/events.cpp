#include "ops/charm/events.h"

#include "ops/base/list_builder.h"
#include "ops/charm/event_table.h"
#include "ops/model/model.h"

namespace ops {

namespace {

const meta::CharmMeta& meta_of(const Object& charm) { return charm.model().parts().meta; }

/// The events of one name: without a kind where its section has nothing of that name.
class Prefix {
 public:
  Prefix(const Object& charm, std::string_view name) : charm_(&charm), name_(name) {}

  template <class E>
  BoundEvent<E> event(Section section, std::string_view kind) {
    const std::string* kept = find_name(meta_of(*charm_), section, name_);
    if (!kept) return {charm_, {}, {}};
    known_ = true;
    return {charm_, kind, *kept};
  }
  bool known() const { return known_; }

 private:
  const Object* charm_;
  std::string_view name_;
  bool known_ = false;
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
  Prefix of(*charm_, name);
  const PrefixedEvents events{
      .relation_created = of.event<RelationCreatedEvent>(Section::relation, "relation_created"),
      .relation_joined = of.event<RelationJoinedEvent>(Section::relation, "relation_joined"),
      .relation_changed = of.event<RelationChangedEvent>(Section::relation, "relation_changed"),
      .relation_departed = of.event<RelationDepartedEvent>(Section::relation, "relation_departed"),
      .relation_broken = of.event<RelationBrokenEvent>(Section::relation, "relation_broken"),
      .storage_attached = of.event<StorageAttachedEvent>(Section::storage, "storage_attached"),
      .storage_detaching = of.event<StorageDetachingEvent>(Section::storage, "storage_detaching"),
      .action = of.event<ActionEvent>(Section::action, "action"),
      .pebble_ready = of.event<PebbleReadyEvent>(Section::container, "pebble_ready"),
      .pebble_custom_notice =
          of.event<PebbleCustomNoticeEvent>(Section::container, "pebble_custom_notice"),
      .pebble_check_failed =
          of.event<PebbleCheckFailedEvent>(Section::container, "pebble_check_failed"),
      .pebble_check_recovered =
          of.event<PebbleCheckRecoveredEvent>(Section::container, "pebble_check_recovered"),
  };
  if (!of.known()) fail_unknown(*charm_, name);
  return events;
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
