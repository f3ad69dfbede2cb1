#include "prometheus_scrape/metrics_endpoint.h"

#include "ops/base/fields.h"
#include "ops/meta/charm_meta.h"

using ops::base::List;

namespace prometheus_scrape {

/// What Prometheus answers.
struct RuleStatus {
  bool valid = true;
  std::string errors = {};
  OPS_VALUE(RuleStatus);
};
struct Answer {
  ops::base::Optional<RuleStatus> event = {};
  OPS_VALUE(Answer);
};
OPS_FIELDS(RuleStatus, valid, errors)
OPS_FIELDS(Answer, event)

ops::store::Snapshot AlertRuleStatusChangedEvent::snapshot() const {
  return {{"valid", valid}, {"errors", errors}};
}

void AlertRuleStatusChangedEvent::restore(const ops::store::Snapshot& data, ops::Model&) {
  valid = data["valid"].as_bool();
  errors = data["errors"].as_string();
}

MetricsEndpointProvider::MetricsEndpointProvider(ops::CharmBase& charm,
                                                 std::string_view relation_name,
                                                 const List<ScrapeJob>& jobs,
                                                 const List<AlertGroup>& alert_groups)
    : Object(charm, "MetricsEndpointProvider", relation_name),
      charm_(charm),
      relation_name_(relation_name),
      jobs_(jobs),
      alert_groups_(alert_groups) {
  using Self = MetricsEndpointProvider;
  const auto relation = charm.on()[relation_name];
  framework().observe<&Self::update>(relation.relation_joined, *this);
  framework().observe<&Self::update>(relation.relation_changed, *this);
  framework().observe<&Self::on_relation_changed>(relation.relation_changed, *this);
  framework().observe<&Self::update>(charm.on().leader_elected, *this);
  framework().observe<&Self::update>(charm.on().config_changed, *this);
  framework().observe<&Self::update>(charm.on().upgrade_charm, *this);
  for (const std::string& container : charm.unit().container_names())
    framework().observe<&Self::update>(charm.on()[container].pebble_ready, *this);
}

void MetricsEndpointProvider::update(ops::EventBase&) {
  const auto relations = model().relations(relation_name_);
  for (const ops::Relation* relation : relations) publish_address(*relation);
  if (relations.empty() || !charm_.unit().is_leader()) return;
  const AppData data = app_data();
  for (const ops::Relation* relation : relations) relation->data()[charm_.app()].save(data);
}

void MetricsEndpointProvider::on_relation_changed(ops::RelationChangedEvent& event) {
  if (!charm_.unit().is_leader()) return;
  const Answer answer = event.relation->data()[event.app].load<Answer>();
  if (answer.event) on.alert_rule_status_changed.emit({answer.event->valid, answer.event->errors});
}

/// A workload behind a proxy has a path, too: prometheus_scrape_unit_path.
void MetricsEndpointProvider::publish_address(const ops::Relation& relation) {
  const auto address = model().get_binding(relation).network().bind_address();
  if (!address) return;
  relation.data()[charm_.unit()].update({{"prometheus_scrape_unit_address", address->text},
                                         {"prometheus_scrape_unit_name", charm_.unit().name()}});
}

AppData MetricsEndpointProvider::app_data() {
  const Topology topology{.model = model().name(),
                          .model_uuid = model().uuid(),
                          .application = charm_.app().name(),
                          .unit = charm_.unit().name(),
                          .charm_name = charm_.meta().name};
  const ScrapeJob default_job{.metrics_path = "/metrics",
                              .static_configs = {{.targets = {"*:80"}}}};
  return {.scrape_jobs = jobs_.empty() ? List<ScrapeJob>{default_job} : jobs_,
          .scrape_metadata = topology,
          .alert_rules = {.groups = labelled(alert_groups_, topology)}};
}

}  // namespace prometheus_scrape
