#include "ops/charm/dispatch.h"

#include <memory>

#include "ops/charm/event_table.h"
#include "ops/juju/juju_context.h"
#include "ops/meta/charm_meta.h"

namespace ops {

namespace {

/// Makes the event that Juju sends, tells the log of it, and emits it.
void emit_bound(const CharmBase& charm, const AnyBoundEvent& bound) {
  const std::unique_ptr<EventBase> event(bound.type.make());
  auto* of_juju = event->is_from_juju() ? static_cast<JujuEvent*>(event.get()) : nullptr;
  if (of_juju) of_juju->resolve(charm.model(), bound.kind);
  charm.logger().debug("Emitting Juju event " + std::string(bound.kind) + ".");
  if (of_juju) of_juju->accept(charm.model());
  charm.framework().emit(bound, *event);
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

}  // namespace

bool is_restricted(std::string_view event_name) {
  return event_name == "collect_metrics" || event_name == "meter_status_changed";
}

bool emit_juju_event(const CharmBase& charm, std::string_view event_name) {
  const framework::EventType type = find_event(charm.meta(), event_name);
  if (!type.make) return false;
  emit_bound(charm, {&charm, charm.framework().keep_name(event_name), type});
  return true;
}

void dispatch(CharmBase& charm, std::string_view event_name, const std::function<void()>& emit) {
  const bool restricted = is_restricted(event_name);
  if (!restricted) charm.framework().reemit();
  emit();
  if (!restricted) collect_statuses(charm);
  charm.framework().commit();
}

void dispatch(CharmBase& charm, const juju::JujuContext& context) {
  const std::string event_name = context.event_name();
  dispatch(charm, event_name, [&] {
    if (!emit_juju_event(charm, event_name))
      charm.logger().debug("Event " + event_name + " not defined for " + charm.path() + ".");
  });
}

}  // namespace ops
