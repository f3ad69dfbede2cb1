#pragma once
#include "database_access.h"
#include "fastapi_demo.h"
#include "grafana_dashboard/dashboard_provider.h"
#include "loki_push_api/log_forwarder.h"
#include "ops/ops.h"
#include "postgresql_client/database_requires.h"
#include "prometheus_scrape/metrics_endpoint.h"

/// Runs the FastAPI demo server in the container demo-server, with a database of PostgreSQL's: its
/// logs go to Loki, its metrics to Prometheus, and Grafana shows both.
class FastAPIDemoCharm : public ops::CharmBase {
 public:
  /// A test says how the server answers.
  explicit FastAPIDemoCharm(ops::Framework& framework,
                            fastapi_demo::GetVersion get_version = fastapi_demo::get_version);

 private:
  void on_demo_server_pebble_ready(ops::PebbleReadyEvent& event);
  void on_config_changed(ops::ConfigChangedEvent& event);
  void on_database_endpoint(postgresql_client::DatabaseRequiresEvent& event);
  void on_get_db_info_action(ops::ActionEvent& event);
  void on_collect_status(ops::CollectStatusEvent& event);
  void provide_metrics();
  void replan_workload();
  void start_server(int port);
  Environment get_app_environment() const;
  std::optional<DatabaseAccess> fetch_database_relation_data() const;

  ops::Container container_ = unit().get_container("demo-server");
  postgresql_client::DatabaseRequires database_{*this, "database", "names_db"};
  loki_push_api::LogForwarder logging_{*this, "logging"};
  /// None while the options do not say where the metrics are.
  std::optional<prometheus_scrape::MetricsEndpointProvider> metrics_;
  grafana_dashboard::GrafanaDashboardProvider dashboards_{*this, "grafana-dashboard"};
  fastapi_demo::GetVersion get_version_;
};
