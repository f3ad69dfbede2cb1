#include "ops/charm/dispatch.h"

#include <algorithm>

#include "ops/juju/juju_context.h"
#include "ops/meta/charm_meta.h"

namespace ops {

namespace {

/// An event that every charm has.
struct FixedEvent {
  std::string_view name;
  void (*emit)(const CharmBase& charm);
};

template <auto Member>
void emit_fixed(const CharmBase& charm) {
  const auto& bound = charm.on().*Member;
  const auto emit = [&]<class E>(const BoundEvent<E>& of) {
    E event;
    charm.framework().emit(of, event);
  };
  emit(bound);
}

constexpr FixedEvent kFixedEvents[] = {
    {"install", emit_fixed<&CharmEvents::install>},
    {"start", emit_fixed<&CharmEvents::start>},
    {"stop", emit_fixed<&CharmEvents::stop>},
    {"remove", emit_fixed<&CharmEvents::remove>},
    {"config_changed", emit_fixed<&CharmEvents::config_changed>},
    {"update_status", emit_fixed<&CharmEvents::update_status>},
    {"upgrade_charm", emit_fixed<&CharmEvents::upgrade_charm>},
    {"leader_elected", emit_fixed<&CharmEvents::leader_elected>},
    {"collect_app_status", emit_fixed<&CharmEvents::collect_app_status>},
    {"collect_unit_status", emit_fixed<&CharmEvents::collect_unit_status>},
};

const FixedEvent* find_fixed(std::string_view name) {
  const auto* found = std::ranges::find(kFixedEvents, name, &FixedEvent::name);
  return found == std::end(kFixedEvents) ? nullptr : found;
}

constexpr std::string_view kPebbleReady = "_pebble_ready";

/// Whether `event_name` is `name`, its dashes as underscores, and then `suffix`.
bool is_event_of(std::string_view event_name, std::string_view name, std::string_view suffix) {
  if (event_name.size() != name.size() + suffix.size() || !event_name.ends_with(suffix))
    return false;
  return std::equal(name.begin(), name.end(), event_name.begin(),
                    [](char own, char event) { return (own == '-' ? '_' : own) == event; });
}

/// The container whose pebble-ready this is; null when it is none.
const std::string* find_container(const meta::CharmMeta& meta, std::string_view event_name) {
  for (const auto& [name, _] : meta.containers)
    if (is_event_of(event_name, name, kPebbleReady)) return &name;
  return nullptr;
}

void emit_pebble_ready(const CharmBase& charm, const std::string& container,
                       std::string_view event_name) {
  PebbleReadyEvent event;
  event.workload = charm.unit().get_container(container);
  const BoundEvent<PebbleReadyEvent> bound{&charm, charm.framework().keep_name(event_name)};
  charm.framework().emit(bound, event);
}

void emit_named(const CharmBase& charm, const std::string& event_name) {
  const FixedEvent* fixed = find_fixed(event_name);
  const std::string* container = fixed ? nullptr : find_container(charm.meta(), event_name);
  if (!fixed && !container) {
    charm.logger().debug("Event " + event_name + " not defined for " + charm.path() + ".");
    return;
  }
  charm.logger().debug("Emitting Juju event " + event_name + ".");
  fixed ? fixed->emit(charm) : emit_pebble_ready(charm, *container, event_name);
}

/// Sets the application's status if this unit leads, then the unit's, each to the gravest of what
/// the charm reports.
void collect_statuses(const CharmBase& charm) {
  CollectStatusEvent event;
  if (charm.unit().is_leader()) {
    charm.framework().emit(charm.on().collect_app_status, event);
    charm.app().set_collected();
  }
  charm.framework().emit(charm.on().collect_unit_status, event);
  charm.unit().set_collected();
}

/// Juju lets these run almost nothing.
bool is_restricted(std::string_view event_name) {
  return event_name == "collect_metrics" || event_name == "meter_status_changed";
}

}  // namespace

void dispatch(CharmBase& charm, const juju::JujuContext& context) {
  const std::string event_name = context.event_name();
  const bool restricted = is_restricted(event_name);
  if (!restricted) charm.framework().reemit();
  emit_named(charm, event_name);
  if (!restricted) collect_statuses(charm);
  charm.framework().commit();
}

bool has_event(const meta::CharmMeta& meta, std::string_view event_name) {
  return find_fixed(event_name) || find_container(meta, event_name);
}

}  // namespace ops
