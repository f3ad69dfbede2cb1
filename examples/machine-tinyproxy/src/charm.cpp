#include "charm.h"

TinyproxyCharm::TinyproxyCharm(ops::Framework& framework, Host* host)
    : CharmBase(framework), tinyproxy_(*host) {
  framework.observe<&TinyproxyCharm::on_collect_status>(on().collect_unit_status, *this);
  framework.observe<&TinyproxyCharm::on_install>(on().install, *this);
  framework.observe<&TinyproxyCharm::on_start>(on().start, *this);
  framework.observe<&TinyproxyCharm::on_config_changed>(on().config_changed, *this);
  framework.observe<&TinyproxyCharm::on_stop>(on().stop, *this);
  framework.observe<&TinyproxyCharm::on_remove>(on().remove, *this);
}

/// Runs after each event.
void TinyproxyCharm::on_collect_status(ops::CollectStatusEvent& event) {
  try {
    load_config<TinyproxyConfig>();
  } catch (const ops::ValueError& error) {
    event.add_status(ops::BlockedStatus{error.what()});
  }
  if (!tinyproxy_.is_installed())
    event.add_status(ops::MaintenanceStatus{"Waiting for tinyproxy to be installed"});
  if (!tinyproxy_.is_running())
    event.add_status(ops::MaintenanceStatus{"Waiting for tinyproxy to start"});
  event.add_status(ops::ActiveStatus{});
}

void TinyproxyCharm::on_install(ops::InstallEvent&) {
  if (tinyproxy_.is_installed()) return;
  tinyproxy_.install();
  unit().set_workload_version(tinyproxy_.get_version());
}

void TinyproxyCharm::on_start(ops::StartEvent&) { configure_and_run(); }

void TinyproxyCharm::on_config_changed(ops::ConfigChangedEvent&) { configure_and_run(); }

/// What is thrown puts the unit into error, and Juju's log says why.
void TinyproxyCharm::on_stop(ops::StopEvent&) {
  tinyproxy_.stop();
  if (!comes_to_run(false))
    throw ops::RuntimeError("tinyproxy was still running after the expected time");
}

void TinyproxyCharm::on_remove(ops::RemoveEvent&) { tinyproxy_.uninstall(); }

void TinyproxyCharm::configure_and_run() {
  const auto config = valid_config();
  if (!config || !tinyproxy_.is_installed()) return;
  const bool changed = tinyproxy_.ensure_config(port, config->slug);
  if (!tinyproxy_.is_running()) {
    tinyproxy_.start();
    if (!comes_to_run(true))
      throw ops::RuntimeError("tinyproxy was not running within the expected time");
  } else if (changed) {
    logger().info("Config changed while tinyproxy is running. Updating tinyproxy config");
    tinyproxy_.reload_config();
  }
}

ops::base::Optional<TinyproxyConfig> TinyproxyCharm::valid_config() const {
  try {
    return load_config<TinyproxyConfig>();
  } catch (const ops::ValueError&) {
    return {};
  }
}

bool TinyproxyCharm::comes_to_run(bool running) {
  for (int look = 0; look < 3; ++look) {
    if (tinyproxy_.is_running() == running) return true;
    sleep(ops::base::Duration("1s"));
  }
  return false;
}
