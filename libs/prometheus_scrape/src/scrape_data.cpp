#include "prometheus_scrape/scrape_data.h"

#include <algorithm>

#include "ops/base/fields.h"

using ops::base::List;

namespace prometheus_scrape {

OPS_FIELDS(StaticConfig, targets, labels)
OPS_FIELDS(ScrapeJob, metrics_path, static_configs, job_name, scheme, scrape_interval,
           scrape_timeout)
OPS_FIELDS(AlertRule, alert, expr, for_, labels, annotations)
OPS_FIELDS(AlertGroup, name, rules)
OPS_FIELDS(Topology, model, model_uuid, application, unit, charm_name)
OPS_FIELDS(AlertRules, groups)
OPS_FIELDS(AppData, scrape_jobs, scrape_metadata, alert_rules)

namespace {

using Labels = ops::base::Map<std::string, std::string>;

/// Those that a rule has of its own stay.
Labels with_topology(const Labels& own, const Topology& topology) {
  const Labels all{{"juju_model", topology.model},
                   {"juju_model_uuid", topology.model_uuid},
                   {"juju_application", topology.application},
                   {"juju_charm", topology.charm_name}};
  Labels labels = own;
  for (const auto& [label, value] : all)
    if (!labels.contains(label)) labels = labels.with(label, value);
  return labels;
}

/// Without the place that the topology goes to: the other side adds it to all selectors.
std::string without_placeholder(std::string expr) {
  constexpr std::string_view kPlaceholder = "%%juju_topology%%";
  for (std::size_t at; (at = expr.find(kPlaceholder)) != std::string::npos;) {
    const std::size_t end = at + kPlaceholder.size();
    expr.erase(at, end - at + (expr[end] == ',' ? 1 : 0));
  }
  return expr;
}

/// As Prometheus takes it.
std::string sanitized(std::string name) {
  const auto is_refused = [](char c) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return !is_letter && !(c >= '0' && c <= '9') && c != '_' && c != ':';
  };
  std::ranges::replace_if(name, is_refused, '_');
  return name;
}

AlertGroup labelled(const AlertGroup& group, const Topology& topology) {
  std::string name = topology.model + '_' + topology.model_uuid.substr(0, 8) + '_' +
                     topology.application + '_' + group.name;
  if (!name.ends_with("_rules")) name += "_rules";
  List<AlertRule> rules;
  for (AlertRule rule : group.rules) {
    rule.expr = without_placeholder(rule.expr);
    rule.labels = with_topology(rule.labels, topology);
    rules = rules.with(rule);
  }
  return {.name = sanitized(name), .rules = rules};
}

}  // namespace

List<AlertGroup> labelled(const List<AlertGroup>& groups, const Topology& topology) {
  List<AlertGroup> all;
  for (const AlertGroup& group : groups) all = all.with(labelled(group, topology));
  return all;
}

}  // namespace prometheus_scrape
