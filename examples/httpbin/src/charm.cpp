#include "charm.h"

namespace pebble = ops::pebble;
using ops::base::Duration;

namespace {

/// A layer that starts gunicorn with this log level.
pebble::Layer pebble_layer(const std::string& log_level) {
  const pebble::Service service{
      .summary = "httpbin",
      .startup = pebble::Startup::enabled,
      .override = pebble::Override::replace,
      .command = "gunicorn -b 0.0.0.0:80 httpbin:app -k gevent",
      .environment = {{"GUNICORN_CMD_ARGS", "--log-level " + log_level}},
  };
  return {.services = {{HttpbinDemoCharm::service_name, service}}};
}

}  // namespace

HttpbinDemoCharm::HttpbinDemoCharm(ops::Framework& framework)
    : CharmBase(framework), container_(unit().get_container(container_name)) {
  framework.observe<&HttpbinDemoCharm::on_collect_status>(on().collect_unit_status, *this);
  framework.observe<&HttpbinDemoCharm::on_httpbin_pebble_ready>(on()[container_name].pebble_ready,
                                                                *this);
  framework.observe<&HttpbinDemoCharm::on_config_changed>(on().config_changed, *this);
}

/// Runs after each event.
void HttpbinDemoCharm::on_collect_status(ops::CollectStatusEvent& event) {
  try {
    load_config<HttpbinConfig>();
  } catch (const ops::ValueError& error) {
    event.add_status(ops::BlockedStatus{error.what()});
  }
  try {
    if (!container_.get_service(service_name).is_running())
      event.add_status(ops::MaintenanceStatus{"waiting for workload"});
  } catch (const ops::ModelError&) {
    // Pebble answers, and knows no such service: most likely there is no layer yet.
    event.add_status(ops::MaintenanceStatus{"waiting for workload container"});
  } catch (const pebble::ConnectionError&) {
    event.add_status(ops::MaintenanceStatus{"waiting for workload container"});
  } catch (const pebble::APIError&) {
    logger().error("Unable to fetch service info from Pebble");
    throw;
  }
  event.add_status(ops::ActiveStatus{});
}

/// Should Pebble go away meanwhile, the unit goes into error, and Juju tries the hook again.
void HttpbinDemoCharm::on_httpbin_pebble_ready(ops::PebbleReadyEvent&) {
  if (const auto config = valid_config()) configure(*config);
}

/// The container may be away for a moment. When it stays away, there will be a pebble-ready.
void HttpbinDemoCharm::on_config_changed(ops::ConfigChangedEvent&) {
  const auto config = valid_config();
  if (!config) return;
  int attempts = 0;
  for (const char* pause : {"1s", "2s", "4s"}) {
    if (try_to_configure(*config)) {
      logger().debug("Log level for gunicorn changed to '" + gunicorn_log_level(*config) + "'");
      return;
    }
    ++attempts;
    logger().info("Unable to reconfigure gunicorn (attempt " + std::to_string(attempts) + ")");
    sleep(Duration(pause));
  }
  logger().warning("Unable to reconfigure gunicorn after " + std::to_string(attempts) +
                   " attempts.");
}

ops::base::Optional<HttpbinConfig> HttpbinDemoCharm::valid_config() const {
  try {
    return load_config<HttpbinConfig>();
  } catch (const ops::ValueError&) {
    return {};
  }
}

void HttpbinDemoCharm::configure(const HttpbinConfig& config) {
  container_.add_layer("httpbin", pebble_layer(gunicorn_log_level(config)), {.combine = true});
  container_.replan();
}

bool HttpbinDemoCharm::try_to_configure(const HttpbinConfig& config) {
  try {
    configure(config);
    return true;
  } catch (const pebble::ConnectionError&) {
    return false;
  } catch (const pebble::APIError&) {
    return false;
  }
}
