#include "ops/model/container.h"

#include <unistd.h>

#include "ops/base/log.h"
#include "ops/juju/backend.h"
#include "ops/model/errors.h"
#include "ops/model/model.h"
#include "ops/pebble/errors.h"

namespace ops {

namespace {

constexpr int kBadRequest = 400, kNotFound = 404;

/// In the words of ops, where it is Python that counts the arguments.
void check_any(const char* action, const pebble::Names& names, const char* what = "argument") {
  if (names.empty())
    throw RuntimeError(std::string(action) + " expected at least 1 " + what + ", got 0");
}

/// For a Pebble that has no restart: stops what runs, then starts all.
void stop_and_start(pebble::Client& client, const pebble::Names& services) {
  pebble::Names running;
  for (const pebble::ServiceInfo& service : client.get_services(services))
    if (service.is_running()) running = running.with(service.name);
  if (!running.empty()) client.stop_services(running);
  client.start_services(services);
}

/// Nothing when there is nothing.
pebble::List<pebble::FileInfo> list_itself(pebble::Client& client, const std::string& path) {
  try {
    return client.list_files(path, {.itself = true});
  } catch (const pebble::APIError& error) {
    if (error.code() != kNotFound) throw;
    return {};
  }
}

}  // namespace

Container::Container(std::string name, Model& model)
    : name_(std::move(name)), client_(&model.parts().pebbles.of(name_)), model_(&model) {}

bool Container::can_connect() const {
  Logger& logger = model_->parts().logger;
  try {
    (void)client_->get_system_info();
    return true;
  } catch (const pebble::ConnectionError& error) {
    logger.debug("Pebble of " + name_ + " cannot be reached: " + error.what());
  } catch (const pebble::APIError& error) {
    logger.warning("Pebble of " + name_ + " is not ready: " + error.what());
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

void Container::start(const OneOrMore& services) {
  check_any("start", services);
  client_->start_services(services);
}

void Container::stop(const OneOrMore& services) {
  check_any("stop", services);
  client_->stop_services(services);
}

void Container::restart(const OneOrMore& services) {
  check_any("restart", services);
  try {
    client_->restart_services(services);
  } catch (const pebble::APIError& error) {
    if (error.code() != kBadRequest) throw;
    stop_and_start(*client_, services);
  }
}

pebble::List<pebble::ServiceInfo> Container::get_services(const OneOrMore& services) const {
  return client_->get_services(services);
}

pebble::ServiceInfo Container::get_service(const std::string& service) const {
  const auto found = client_->get_services({service});
  if (found.empty()) throw ModelError("service '" + service + "' not found");
  return found[0];
}

void Container::send_signal(const std::string& signal, const OneOrMore& services) {
  check_any("send_signal", services, "service name");
  client_->send_signal(signal, services);
}

void Container::send_signal(int signal, const OneOrMore& services) {
  check_any("send_signal", services, "service name");
  client_->send_signal(signal, services);
}

pebble::List<pebble::CheckInfo> Container::get_checks(const OneOrMore& checks,
                                                      pebble::CheckLevel level) const {
  return client_->get_checks(checks, level);
}

pebble::CheckInfo Container::get_check(const std::string& check) const {
  const auto found = get_checks({check});
  if (found.empty()) throw ModelError("check '" + check + "' not found");
  return found[0];
}

pebble::Names Container::start_checks(const OneOrMore& checks) {
  check_any("start-checks", checks);
  return client_->start_checks(checks);
}

pebble::Names Container::stop_checks(const OneOrMore& checks) {
  check_any("stop-checks", checks);
  const pebble::Names stopped = client_->stop_checks(checks);
  for (const std::string& check : stopped)
    model_->backend().log_security_event(
        {.level = "WARN",
         .event = "sys_monitor_disabled:" + std::to_string(getuid()) + ',' + check,
         .description = "Stopped check " + check});
  return stopped;
}

pebble::Notice Container::get_notice(const std::string& id) const {
  try {
    return client_->get_notice(id);
  } catch (const pebble::APIError& error) {
    if (error.code() != kNotFound) throw;
    throw ModelError("notice '" + id + "' not found");
  }
}

pebble::List<pebble::Notice> Container::get_notices(const pebble::NoticeFilter& filter) const {
  return client_->get_notices(filter);
}

void Container::push(const std::string& path, std::string_view source,
                     const pebble::PushOptions& options) {
  client_->push(path, source, options);
}

std::string Container::pull(const std::string& path) const { return client_->pull(path); }

pebble::List<pebble::FileInfo> Container::list_files(
    const std::string& path, const pebble::ListFilesOptions& options) const {
  return client_->list_files(path, options);
}

bool Container::exists(const std::string& path) const {
  return !list_itself(*client_, path).empty();
}

bool Container::isdir(const std::string& path) const {
  const auto found = list_itself(*client_, path);
  return !found.empty() && found[0].type == pebble::FileType::directory;
}

void Container::make_dir(const std::string& path, const pebble::MakeDirOptions& options) {
  client_->make_dir(path, options);
}

void Container::remove_path(const std::string& path, const pebble::RemovePathOptions& options) {
  client_->remove_path(path, options);
}

pebble::ExecProcess Container::exec(const pebble::Names& command,
                                    const pebble::ExecOptions& options) {
  const JujuVersion& version = model_->context().version;
  if (!options.service_context.empty() && !version.supports_exec_service_context())
    throw RuntimeError("exec with service_context not supported on Juju version " + version.text());
  return client_->exec(command, options);
}

}  // namespace ops
