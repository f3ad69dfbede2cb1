#pragma once
/// The provider's side of the interface grafana_dashboard: a charm that brings dashboards.

#include "ops/ops.h"

namespace grafana_dashboard {

/// Grafana has looked at the dashboards.
class DashboardStatusChangedEvent : public ops::EventBase {
 public:
  DashboardStatusChangedEvent() = default;
  DashboardStatusChangedEvent(bool are_valid, const std::string& message)
      : valid(are_valid), error_message(message) {}
  ops::store::Snapshot snapshot() const override;
  void restore(const ops::store::Snapshot& data, ops::Model& model) override;

  bool valid = true;
  std::string error_message = {};  ///< What is wrong with each, "; " between them.
};

/// Sends the dashboards in a folder of the charm to each Grafana that the charm is related to.
/// `GrafanaDashboardProvider` of the Python library.
///
///     class MyCharm : public ops::CharmBase {
///       ...
///       grafana_dashboard::GrafanaDashboardProvider dashboards_{*this};
///     };
///
/// The folder holds *.json and *.json.tmpl, as Grafana exports them, with the data sources
/// ${prometheusds} and ${lokids}. It has to be in the packed charm: see README.md. Only the leader
/// sends them: when a relation comes, when options change, when it becomes the leader, and after an
/// upgrade.
class GrafanaDashboardProvider : public ops::Object {
 public:
  struct Events {
    ops::BoundEvent<DashboardStatusChangedEvent> dashboard_status_changed;
  };

  /// `charm` must outlive it. Throws LookupError when the charm's metadata declares no such
  /// endpoint.
  explicit GrafanaDashboardProvider(ops::CharmBase& charm,
                                    std::string_view relation_name = "grafana-dashboard",
                                    std::string_view dashboards_path = "src/grafana_dashboards");

  const Events on{.dashboard_status_changed = {this, "dashboard_status_changed"}};

 private:
  void update(ops::EventBase& event);
  void on_relation_changed(ops::RelationChangedEvent& event);

  ops::CharmBase& charm_;
  std::string relation_name_;
  std::string dashboards_path_;
};

}  // namespace grafana_dashboard
