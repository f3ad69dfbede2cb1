#include "ops/charm/events.h"

#include <algorithm>

#include "ops/meta/charm_meta.h"
#include "ops/model/model.h"

namespace ops {

namespace {

[[noreturn]] void refuse_to_defer(const EventBase& event) {
  throw RuntimeError("cannot defer " + std::string(event.kind()) +
                     ": the unit may be gone before the next event; do what it asks for now");
}

constexpr const char* kContainerName = "container_name";

}  // namespace

void StopEvent::defer() { refuse_to_defer(*this); }
void RemoveEvent::defer() { refuse_to_defer(*this); }

store::Snapshot WorkloadEvent::snapshot() const { return {{kContainerName, workload.name()}}; }

void WorkloadEvent::restore(const store::Snapshot& data, Model& model) {
  workload = model.unit().get_container(data[kContainerName].as_string());
}

void CollectStatusEvent::restore(const store::Snapshot&, Model& model) { model_ = &model; }

void CollectStatusEvent::add(const Status& status) {
  if (!status.get_if<ActiveStatus>())
    model_->parts().logger.debug("Adding " + std::string(name_of(status)) + " status '" +
                                 message_of(status) + "'.");
  if (kind() == "collect_app_status")
    model_->app().collect(status);
  else
    model_->unit().collect(status);
}

CharmEvents::CharmEvents(const Object& charm)
    : install{&charm, "install"},
      start{&charm, "start"},
      stop{&charm, "stop"},
      remove{&charm, "remove"},
      config_changed{&charm, "config_changed"},
      update_status{&charm, "update_status"},
      upgrade_charm{&charm, "upgrade_charm"},
      leader_elected{&charm, "leader_elected"},
      collect_app_status{&charm, "collect_app_status"},
      collect_unit_status{&charm, "collect_unit_status"},
      charm_(&charm) {}

PrefixedEvents CharmEvents::operator[](std::string_view name) const {
  (void)charm_->model().parts().meta.containers[name];  // throws, with the names there are
  std::string kind = std::string(name) + "_pebble_ready";
  std::ranges::replace(kind, '-', '_');
  return {.pebble_ready = {charm_, charm_->framework().keep_name(kind)}};
}

}  // namespace ops
