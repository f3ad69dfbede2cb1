#include "grafana_dashboard/dashboard_provider.h"

#include "dashboard_data.h"
#include "dashboard_files.h"
#include "grafana_dashboard/content.h"
#include "ops/base/fields.h"
#include "ops/meta/charm_meta.h"
#include "shake256.h"

namespace grafana_dashboard {

/// What Grafana answers.
struct DashboardError {
  std::string dashboard_id = {};
  std::string error = {};
  OPS_VALUE(DashboardError);
};
struct DashboardStatus {
  bool valid = true;
  ops::base::List<DashboardError> errors = {};
  OPS_VALUE(DashboardStatus);
};
struct Answer {
  ops::base::Optional<DashboardStatus> event = {};
  OPS_VALUE(Answer);
};

OPS_FIELDS(Topology, model, model_uuid, application, unit)
OPS_FIELDS(Template, charm, content, dashboard_alt_uid, inject_dropdowns, juju_topology)
OPS_FIELDS(Dashboards, templates, uuid)
OPS_FIELDS(AppData, dashboards)
OPS_FIELDS(DashboardError, dashboard_id, error)
OPS_FIELDS(DashboardStatus, valid, errors)
OPS_FIELDS(Answer, event)

namespace {

/// In the form of a uuid.
std::string digest(const std::string& text) {
  std::string uuid = shake256(text, 16);
  for (const std::size_t dash : {8, 13, 18, 23}) uuid.insert(dash, "-");
  return uuid;
}

AppData app_data(ops::CharmBase& charm, const std::string& path) {
  const std::string& name = charm.meta().name;
  const Topology topology{.model = charm.model().name(),
                          .model_uuid = charm.model().uuid(),
                          .application = charm.app().name(),
                          .unit = charm.unit().name()};
  AppData data;
  std::string all;
  for (const DashboardFile& file : read_dashboards(charm.charm_dir(), path, name, charm.logger())) {
    data.dashboards.templates = data.dashboards.templates.with(
        file.id, {.charm = name,
                  .content = to_content(file.json),
                  .dashboard_alt_uid = shake256(name + '-' + file.id, 8),
                  .inject_dropdowns = true,
                  .juju_topology = topology});
    all += file.id + file.json;
  }
  data.dashboards.uuid = digest(all);
  return data;
}

}  // namespace

ops::store::Snapshot DashboardStatusChangedEvent::snapshot() const {
  return {{"valid", valid}, {"error_message", error_message}};
}

void DashboardStatusChangedEvent::restore(const ops::store::Snapshot& data, ops::Model&) {
  valid = data["valid"].as_bool();
  error_message = data["error_message"].as_string();
}

GrafanaDashboardProvider::GrafanaDashboardProvider(ops::CharmBase& charm,
                                                   std::string_view relation_name,
                                                   std::string_view dashboards_path)
    : Object(charm, "GrafanaDashboardProvider", relation_name),
      charm_(charm),
      relation_name_(relation_name),
      dashboards_path_(dashboards_path) {
  using Self = GrafanaDashboardProvider;
  const auto relation = charm.on()[relation_name];
  framework().observe<&Self::update>(relation.relation_created, *this);
  framework().observe<&Self::on_relation_changed>(relation.relation_changed, *this);
  framework().observe<&Self::update>(charm.on().leader_elected, *this);
  framework().observe<&Self::update>(charm.on().config_changed, *this);
  framework().observe<&Self::update>(charm.on().upgrade_charm, *this);
}

void GrafanaDashboardProvider::update(ops::EventBase&) {
  const auto relations = model().relations(relation_name_);
  if (relations.empty() || !charm_.unit().is_leader()) return;
  const AppData data = app_data(charm_, dashboards_path_);
  for (const ops::Relation* relation : relations) relation->data()[charm_.app()].save(data);
}

void GrafanaDashboardProvider::on_relation_changed(ops::RelationChangedEvent& event) {
  if (!charm_.unit().is_leader()) return;
  const Answer answer = event.relation->data()[event.app].load<Answer>();
  if (!answer.event) return;
  std::string message;
  for (const DashboardError& error : answer.event->errors)
    message += (message.empty() ? "" : "; ") + error.error;
  on.dashboard_status_changed.emit({answer.event->valid, message});
}

}  // namespace grafana_dashboard
