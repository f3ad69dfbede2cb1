#include "ops/model/container.h"

#include "ops/base/log.h"
#include "ops/model/errors.h"
#include "ops/pebble/errors.h"

namespace ops {

namespace {

constexpr int kBadRequest = 400;

void check_any(const char* action, const pebble::Names& services) {
  if (services.empty())
    throw RuntimeError(std::string("cannot ") + action +
                       " no services: give the name of one at least");
}

/// For a Pebble that has no restart: stops what runs, then starts all.
void stop_and_start(pebble::Client& client, const pebble::Names& services) {
  pebble::Names running;
  for (const pebble::ServiceInfo& service : client.get_services(services))
    if (service.is_running()) running = running.with(service.name);
  if (!running.empty()) client.stop_services(running);
  client.start_services(services);
}

}  // namespace

Container::Container(std::string name, pebble::Client& client, Logger& logger)
    : name_(std::move(name)), client_(&client), logger_(&logger) {}

bool Container::can_connect() const {
  try {
    (void)client_->get_system_info();
    return true;
  } catch (const pebble::ConnectionError& error) {
    logger_->debug("Pebble of " + name_ + " cannot be reached: " + error.what());
  } catch (const pebble::APIError& error) {
    logger_->warning("Pebble of " + name_ + " is not ready: " + error.what());
  }
  return false;
}

void Container::add_layer(const std::string& label, const pebble::Layer& layer,
                          AddLayerOptions options) {
  client_->add_layer(label, layer, options.combine);
}
void Container::add_layer(const std::string& label, std::string_view yaml,
                          AddLayerOptions options) {
  client_->add_layer(label, yaml, options.combine);
}

pebble::Plan Container::get_plan() const { return client_->get_plan(); }

void Container::replan() { client_->replan_services(); }
void Container::autostart() { client_->autostart_services(); }

void Container::start(const pebble::Names& services) {
  check_any("start", services);
  client_->start_services(services);
}

void Container::stop(const pebble::Names& services) {
  check_any("stop", services);
  client_->stop_services(services);
}

void Container::restart(const pebble::Names& services) {
  check_any("restart", services);
  try {
    client_->restart_services(services);
  } catch (const pebble::APIError& error) {
    if (error.code() != kBadRequest) throw;
    stop_and_start(*client_, services);
  }
}

pebble::List<pebble::ServiceInfo> Container::get_services(const pebble::Names& services) const {
  return client_->get_services(services);
}

pebble::ServiceInfo Container::get_service(const std::string& service) const {
  const auto found = client_->get_services({service});
  if (found.empty())
    throw ModelError("cannot get service '" + service + "': the plan of container " + name_ +
                     " has none of that name");
  return found[0];
}

}  // namespace ops
