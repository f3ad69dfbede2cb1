#pragma once
/// What the interface prometheus_scrape says, as values. Members are called as in its JSON; what is
/// left out is not said.

#include "ops/base/values.h"

namespace prometheus_scrape {

/// What is scraped: "HOST:PORT", where the host "*" stands for each unit of the application.
struct StaticConfig {
  ops::base::Required<ops::base::List<std::string>> targets;
  ops::base::Map<std::string, std::string> labels = {};
  OPS_VALUE(StaticConfig);
};

struct ScrapeJob {
  ops::base::Required<std::string> metrics_path;  ///< "/metrics"
  ops::base::Required<ops::base::List<StaticConfig>> static_configs;
  std::string job_name = {};  ///< Tells several jobs of one charm apart.
  std::string scheme = {};
  std::string scrape_interval = {};  ///< As Prometheus has it: "30s".
  std::string scrape_timeout = {};
  OPS_VALUE(ScrapeJob);
};

/// `expr` is PromQL. Where it says %%juju_topology%% Prometheus's charm puts the application.
struct AlertRule {
  ops::base::Required<std::string> alert;
  ops::base::Required<std::string> expr;
  std::string for_ = {};  ///< How long it must be so: "5m".
  ops::base::Map<std::string, std::string> labels = {};
  ops::base::Map<std::string, std::string> annotations = {};
  OPS_VALUE(AlertRule);
};

struct AlertGroup {
  ops::base::Required<std::string> name;
  ops::base::Required<ops::base::List<AlertRule>> rules;
  OPS_VALUE(AlertGroup);
};

/// Of whom the metrics are.
struct Topology {
  std::string model = {};
  std::string model_uuid = {};
  std::string application = {};
  std::string unit = {};
  std::string charm_name = {};
  OPS_VALUE(Topology);
};

struct AlertRules {
  ops::base::List<AlertGroup> groups = {};
  OPS_VALUE(AlertRules);
};

/// All that an application publishes.
struct AppData {
  ops::base::List<ScrapeJob> scrape_jobs = {};
  Topology scrape_metadata = {};
  AlertRules alert_rules = {};
  OPS_VALUE(AppData);
};

/// `groups` under names that tell applications apart, and their rules with the labels of this one.
ops::base::List<AlertGroup> labelled(const ops::base::List<AlertGroup>& groups,
                                     const Topology& topology);

}  // namespace prometheus_scrape
