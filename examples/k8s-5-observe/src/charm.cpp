#include "charm.h"

#include "fastapi_config.h"
#include "get_db_info_action.h"

namespace pebble = ops::pebble;

namespace {

/// What is other than in the layer of the image.
pebble::Layer get_pebble_layer(int port, const Environment& environment) {
  const pebble::Service fastapi{
      .override = pebble::Override::merge,
      .command =
          "/bin/uvicorn api_demo_server.app:app --host 0.0.0.0 --port " + std::to_string(port),
      .environment = environment,
  };
  return {
      .summary = "FastAPI demo service",
      .description = "pebble config layer for FastAPI demo server",
      .services = {{"fastapi", fastapi}},
  };
}

}  // namespace

FastAPIDemoCharm::FastAPIDemoCharm(ops::Framework& framework, fastapi_demo::GetVersion get_version)
    : CharmBase(framework), get_version_(get_version) {
  framework.observe<&FastAPIDemoCharm::on_demo_server_pebble_ready>(
      on()["demo-server"].pebble_ready, *this);
  framework.observe<&FastAPIDemoCharm::on_config_changed>(on().config_changed, *this);
  framework.observe<&FastAPIDemoCharm::on_database_endpoint>(database_.on.database_created, *this);
  framework.observe<&FastAPIDemoCharm::on_database_endpoint>(database_.on.endpoints_changed, *this);
  // For `juju run`.
  framework.observe<&FastAPIDemoCharm::on_get_db_info_action>(on()["get-db-info"].action, *this);
  // After each event.
  framework.observe<&FastAPIDemoCharm::on_collect_status>(on().collect_unit_status, *this);
  provide_metrics();
}

void FastAPIDemoCharm::on_demo_server_pebble_ready(ops::PebbleReadyEvent&) { replan_workload(); }

void FastAPIDemoCharm::on_config_changed(ops::ConfigChangedEvent&) { replan_workload(); }

void FastAPIDemoCharm::on_database_endpoint(postgresql_client::DatabaseRequiresEvent&) {
  replan_workload();
}

void FastAPIDemoCharm::on_get_db_info_action(ops::ActionEvent& event) {
  const auto params = event.load_params<GetDbInfoAction>(ops::ParamsErrors::fail);
  const auto database = fetch_database_relation_data();
  if (!database) return event.fail("No database connected");
  event.set_results({{"db-host", database->host}, {"db-port", database->port}});
  if (params.show_password)
    event.set_results({{"db-username", database->username}, {"db-password", database->password}});
}

void FastAPIDemoCharm::on_collect_status(ops::CollectStatusEvent& event) {
  try {
    (void)load_config<FastAPIConfig>();
  } catch (const ops::ValueError& error) {
    event.add_status(ops::BlockedStatus{error.what()});
  }
  if (!model().get_relation("database"))
    // The user has to say `juju integrate`.
    event.add_status(ops::BlockedStatus{"Waiting for database relation"});
  else if (!fetch_database_relation_data())
    // The database's charm has to answer.
    event.add_status(ops::WaitingStatus{"Waiting for database relation"});
  try {
    if (!container_.get_service("fastapi").is_running())
      event.add_status(ops::MaintenanceStatus{"Waiting for the service to start up"});
  } catch (const ops::Error&) {
    event.add_status(ops::MaintenanceStatus{"Waiting for Pebble in workload container"});
  }
  // If nothing is wrong; the gravest status counts.
  event.add_status(ops::ActiveStatus{});
}

void FastAPIDemoCharm::provide_metrics() {
  try {
    const int port = load_config<FastAPIConfig>().server_port;
    const prometheus_scrape::ScrapeJob job{
        .metrics_path = "/metrics",
        .static_configs = {{.targets = {"*:" + std::to_string(port)}}},
    };
    metrics_.emplace(*this, "metrics-endpoint", ops::base::List{job});
  } catch (const ops::ValueError& error) {
    logger().warning(std::string("Unable to add metrics: invalid configuration: ") + error.what());
  }
}

void FastAPIDemoCharm::replan_workload() {
  unit().set_status(ops::MaintenanceStatus{"Assembling Pebble layers"});
  try {
    start_server(load_config<FastAPIConfig>().server_port);
  } catch (const ops::ValueError& error) {
    logger().error(std::string("Configuration error: ") + error.what());
  } catch (const pebble::ConnectionError& error) {
    logger().info(std::string("Unable to connect to Pebble: ") + error.what());
  } catch (const pebble::APIError& error) {
    logger().info(std::string("Unable to connect to Pebble: ") + error.what());
  } catch (const fastapi_demo::ServerError& error) {
    logger().warning(error.what());
  }
}

void FastAPIDemoCharm::start_server(int port) {
  container_.add_layer("fastapi_demo", get_pebble_layer(port, get_app_environment()),
                       {.combine = true});
  logger().info("Added updated layer 'fastapi_demo' to Pebble plan");
  // Starts the service, or starts it anew when something in it has changed.
  container_.replan();
  logger().info("Replanned with 'fastapi' service");
  unit().set_workload_version(get_version_(port));
}

Environment FastAPIDemoCharm::get_app_environment() const {
  const auto database = fetch_database_relation_data();
  if (!database) return {};
  logger().info("New database endpoint is " + database->host + ':' + database->port);
  return environment_of(*database);
}

std::optional<DatabaseAccess> FastAPIDemoCharm::fetch_database_relation_data() const {
  for (const auto& [id, data] : database_.fetch_relation_data())
    if (const auto access = find_access(data)) return access;
  return {};
}
