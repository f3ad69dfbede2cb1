#include "loki_push_api/log_forwarder.h"

#include "ops/base/fields.h"
#include "ops/meta/charm_meta.h"

namespace pebble = ops::pebble;
using ops::base::Map;

namespace loki_push_api {

/// What a unit of Loki says.
struct Endpoint {
  std::string url = {};
  OPS_VALUE(Endpoint);
};
struct UnitData {
  Endpoint endpoint = {};
  OPS_VALUE(UnitData);
};

/// Who we are.
struct Topology {
  ops::base::Required<std::string> model;
  ops::base::Required<std::string> model_uuid;
  ops::base::Required<std::string> application;
  ops::base::Required<std::string> unit;
  ops::base::Required<std::string> charm_name;
  OPS_VALUE(Topology);
};
/// What our leader says.
struct AppData {
  ops::base::Box<Topology> metadata = {};
  Map<std::string, std::string> alert_rules = {};
  OPS_VALUE(AppData);
};

OPS_FIELDS(Endpoint, url)
OPS_FIELDS(UnitData, endpoint)
OPS_FIELDS(Topology, model, model_uuid, application, unit, charm_name)
OPS_FIELDS(AppData, metadata, alert_rules)

namespace {

constexpr const char* kNone = "-all";

/// One that was ours and is no more: Pebble wants a location even then.
const pebble::LogTarget kRemoved{
    .type = pebble::LogTargetType::loki,
    .location = "(removed)",
    .services = {kNone},
    .override = pebble::Override::replace,
};

bool is_ours(const pebble::LogTarget& target) {
  const std::string* product = target.labels.find("product");
  return product && *product == "Juju";
}

}  // namespace

LogForwarder::LogForwarder(ops::CharmBase& charm, std::string_view relation_name)
    : Object(charm, "LogForwarder", relation_name), charm_(charm), relation_name_(relation_name) {
  if (!model().juju_version().supports_pebble_log_forwarding())
    logger().warning("Juju version " + model().juju_version().text() +
                     " does not support Pebble log forwarding. Juju >= 3.4 is needed.");
  const auto relation = charm.on()[relation_name];
  framework().observe<&LogForwarder::on_relation>(relation.relation_joined, *this);
  framework().observe<&LogForwarder::on_relation>(relation.relation_changed, *this);
  framework().observe<&LogForwarder::on_relation>(relation.relation_departed, *this);
  framework().observe<&LogForwarder::on_relation>(relation.relation_broken, *this);
  for (const std::string& container : charm.unit().container_names())
    framework().observe<&LogForwarder::on_pebble_ready>(charm.on()[container].pebble_ready, *this);
}

Map<std::string, std::string> LogForwarder::endpoints() {
  Map<std::string, std::string> all;
  for (const ops::Relation* relation : model().relations(relation_name_))
    for (const ops::Unit* unit : relation->units()) {
      try {
        const std::string url = relation->data()[unit].load<UnitData>().endpoint.url;
        if (!url.empty()) all = all.with(unit->name(), url);
      } catch (const ops::ParseError& error) {
        logger().warning("cannot forward logs to " + unit->name() + ": " + error.what());
      }
    }
  return all;
}

void LogForwarder::on_relation(ops::RelationEvent& event) {
  if (event.relation->active()) publish(*event.relation);
  for (const std::string& name : charm_.unit().container_names()) {
    ops::Container container = charm_.unit().get_container(name);
    if (container.can_connect()) forward(container);  // or else when its Pebble is ready
  }
}

void LogForwarder::on_pebble_ready(ops::PebbleReadyEvent& event) { forward(event.workload); }

void LogForwarder::publish(const ops::Relation& relation) {
  if (!charm_.unit().is_leader()) return;
  relation.data()[charm_.app()].save(AppData{.metadata = Topology{
                                                 .model = model().name(),
                                                 .model_uuid = model().uuid(),
                                                 .application = charm_.app().name(),
                                                 .unit = charm_.unit().name(),
                                                 .charm_name = charm_.meta().name,
                                             }});
}

void LogForwarder::forward(ops::Container& container) {
  const Map<std::string, std::string> active = endpoints();
  Map<std::string, pebble::LogTarget> targets;
  for (const auto& [name, known] : container.get_plan().log_targets)
    if (is_ours(known) && !active.contains(name)) targets = targets.with(name, kRemoved);
  for (const auto& [unit, url] : active) targets = targets.with(unit, target(url));
  if (targets.empty()) return;
  container.add_layer(container.name() + "-log-forwarding", {.log_targets = targets},
                      {.combine = true});
}

pebble::LogTarget LogForwarder::target(const std::string& url) {
  const std::string &name = model().name(), &uuid = model().uuid(), &app = charm_.app().name();
  return {
      .type = pebble::LogTargetType::loki,
      .location = url,
      .services = {"all"},
      .override = pebble::Override::replace,
      .labels = {{"product", "Juju"},
                 {"charm", charm_.meta().name},
                 {"juju_model", name},
                 {"juju_model_uuid", uuid},
                 {"juju_application", app},
                 {"juju_unit", charm_.unit().name()},
                 {"job", "juju_" + name + "_" + uuid.substr(0, 8) + "_" + app}},
  };
}

}  // namespace loki_push_api
