#pragma once
/// The provider's side of the interface prometheus_scrape: a charm whose metrics Prometheus
/// scrapes.

#include "ops/ops.h"
#include "prometheus_scrape/scrape_data.h"

namespace prometheus_scrape {

/// Prometheus has looked at the alert rules.
class AlertRuleStatusChangedEvent : public ops::EventBase {
 public:
  AlertRuleStatusChangedEvent() = default;
  AlertRuleStatusChangedEvent(bool are_valid, const std::string& what_is_wrong)
      : valid(are_valid), errors(what_is_wrong) {}
  ops::store::Snapshot snapshot() const override;
  void restore(const ops::store::Snapshot& data, ops::Model& model) override;

  bool valid = true;
  std::string errors = {};  ///< Empty when nothing is wrong.
};

/// Tells each Prometheus that the charm is related to what to scrape, and when to raise an alert.
/// `MetricsEndpointProvider` of the Python library.
///
///     class MyCharm : public ops::CharmBase {
///       ...
///       prometheus_scrape::MetricsEndpointProvider metrics_{
///           *this, "metrics-endpoint",
///           {{.metrics_path = "/metrics", .static_configs = {{.targets = {"*:8000"}}}}}};
///     };
///
/// The leader publishes jobs and rules, each unit its address. Both are looked after when a
/// relation comes or changes, when a container is ready, when options change, when another unit
/// leads, and after an upgrade.
class MetricsEndpointProvider : public ops::Object {
 public:
  struct Events {
    ops::BoundEvent<AlertRuleStatusChangedEvent> alert_rule_status_changed;
  };

  /// `charm` must outlive it. Without jobs there is one, for the port 80 of each unit. Throws
  /// LookupError when the charm's metadata declares no such endpoint.
  explicit MetricsEndpointProvider(ops::CharmBase& charm,
                                   std::string_view relation_name = "metrics-endpoint",
                                   const ops::base::List<ScrapeJob>& jobs = {},
                                   const ops::base::List<AlertGroup>& alert_groups = {});

  const Events on{.alert_rule_status_changed = {this, "alert_rule_status_changed"}};

 private:
  void update(ops::EventBase& event);
  void on_relation_changed(ops::RelationChangedEvent& event);
  void publish_address(const ops::Relation& relation);
  AppData app_data();

  ops::CharmBase& charm_;
  std::string relation_name_;
  ops::base::List<ScrapeJob> jobs_;
  ops::base::List<AlertGroup> alert_groups_;
};

}  // namespace prometheus_scrape
