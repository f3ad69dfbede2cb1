#include "ops/testing/fakes/fake_pebble.h"

#include <absl/strings/numbers.h>

#include <algorithm>
#include <set>

#include "ops/pebble/errors.h"
#include "ops/pebble/layers.h"
#include "ops/testing/fakes/check_actions.h"
#include "ops/testing/fakes/notice_actions.h"

namespace ops::testing {

using pebble::ServiceInfo, pebble::ServiceStatus, pebble::Startup;

namespace {

/// The Pebble that real cases are recorded with.
constexpr const char* kVersion = "v1.32.1";

/// `Start service "web"`, `Replan service "web" and 2 more`, `Replan - no services`
std::string summary_of(std::string_view action, const Services& services) {
  std::string verb(action);
  verb[0] = static_cast<char>(verb[0] - 'a' + 'A');
  if (services.empty()) return verb + " - no services";
  const std::string first = verb + " service \"" + services[0] + '"';
  return services.size() == 1 ? first
                              : first + " and " + std::to_string(services.size() - 1) + " more";
}

/// `Perform HTTP check "up"`
std::string summary_of(const pebble::Plan& plan, const std::string& check) {
  const pebble::Check* found = plan.checks.find(check);
  const bool http = found && found->http, tcp = found && found->tcp;
  return std::string("Perform ") +
         (http  ? "HTTP"
          : tcp ? "TCP"
                : "exec") +
         " check \"" + check + '"';
}

ServiceInfo info_of(const std::string& name, const pebble::Service& service,
                    const Container& container) {
  const ServiceStatus* status = container.service_statuses.find(name);
  return {.name = name,
          .startup = service.startup == Startup::enabled ? Startup::enabled : Startup::disabled,
          .current = status ? *status : ServiceStatus::inactive};
}

}  // namespace

void FakePebble::check_connection() const {
  if (!container_.can_connect)
    throw pebble::ConnectionError("cannot connect to Pebble in container '" + container_.name +
                                  "': the container is not up yet; if the test means it to be, say "
                                  "testing::Container{.name = \"" +
                                  container_.name + "\", .can_connect = true}");
}

const pebble::Plan& FakePebble::plan() {
  if (!plan_) plan_ = container_.plan();
  return *plan_;
}

const Container& FakePebble::container() {
  if (disk_) container_.files = disk_->files();
  return container_;
}

pebble::SystemInfo FakePebble::get_system_info() {
  check_connection();
  return {.version = kVersion};
}

void FakePebble::add_layer(const std::string& label, const pebble::Layer& layer, bool combine) {
  check_connection();
  change_layers(pebble::with_layer(container_.layers, label, layer, combine));
}

void FakePebble::add_layer(const std::string& label, std::string_view yaml, bool combine) {
  check_connection();
  change_layers(pebble::with_yaml_layer(container_.layers, label, yaml, combine));
}

void FakePebble::change_layers(const Map<std::string, pebble::Layer>& layers) {
  const auto infos = container_.check_infos;
  const auto before = infos.empty() ? pebble::Plan() : plan();
  container_.layers = layers;
  plan_ = {};
  for (const CheckInfo& info : infos)
    if (const pebble::Check* now = plan().checks.find(info.name))
      follow_plan(info, before.checks.find(info.name), *now);
}

/// A check that runs goes on unless it was changed, and on as it was when it is not to be started
/// any more; one that does not run is started if it is to be, also when the charm has stopped it.
void FakePebble::follow_plan(const CheckInfo& info, const pebble::Check* before,
                             const pebble::Check& now) {
  const bool runs = info.status != pebble::CheckStatus::inactive;
  const bool is_to_run = now.startup != Startup::disabled;
  if (runs && (!is_to_run || (before && *before == now))) return;
  const CheckInfo fresh = fresh_check_info(info.name, now);
  is_to_run ? start_check(fresh) : stop_check(fresh);
}

pebble::Plan FakePebble::get_plan() {
  check_connection();
  return plan();
}

pebble::List<ServiceInfo> FakePebble::get_services(const pebble::Names& names) {
  check_connection();
  std::vector<ServiceInfo> found;
  for (const auto& [name, service] : plan().services)
    if (names.empty() || std::find(names.begin(), names.end(), name) != names.end())
      found.push_back(info_of(name, service, container_));
  std::ranges::sort(found, {},
                    [](const ServiceInfo& info) -> const std::string& { return info.name; });
  return {found.data(), found.size()};
}

std::string FakePebble::change_services(std::string_view action, const pebble::Names& names) {
  check_connection();
  ServiceEffect effect = effect_of(action, names, plan());
  for (const std::string& service : effect.services)
    container_.service_statuses = container_.service_statuses.with(service, effect.status);
  changes_.push_back({.action = std::string(action), .services = std::move(effect.services)});
  const std::string id = std::to_string(changes_.size());
  if (action == "replan") start_stopped_checks();
  return id;
}

void FakePebble::start_stopped_checks() {
  for (const auto& [name, check] : plan().checks) {
    const CheckInfo info = check_info_of(name, check, container_);
    if (check.startup != Startup::disabled && info.status == pebble::CheckStatus::inactive)
      start_check(info);
  }
}

pebble::List<pebble::CheckInfo> FakePebble::get_checks(const pebble::Names& names,
                                                       pebble::CheckLevel level) {
  check_connection();
  std::vector<pebble::CheckInfo> found;
  for (const auto& [name, check] : plan().checks) {
    const pebble::CheckInfo info = record_of(check_info_of(name, check, container_));
    if (level != pebble::CheckLevel::unset && info.level != level) continue;
    if (names.empty() || std::find(names.begin(), names.end(), name) != names.end())
      found.push_back(info);
  }
  std::ranges::sort(found, {},
                    [](const pebble::CheckInfo& info) -> const std::string& { return info.name; });
  return {found.data(), found.size()};
}

void FakePebble::start_check(CheckInfo info) {
  changes_.push_back({.action = "perform-check", .check = info.name});
  info.status = pebble::CheckStatus::up;
  info.successes = 0;
  info.failures = 0;
  info.change_id = std::to_string(changes_.size());
  container_.check_infos = container_.check_infos.with(info);
}

void FakePebble::stop_check(CheckInfo info) {
  info.status = pebble::CheckStatus::inactive;
  info.change_id = {};
  container_.check_infos = container_.check_infos.with(info);
}

pebble::Names FakePebble::change_checks(std::string_view action, const pebble::Names& names) {
  check_connection();
  check_names_of_checks(action, names, plan());
  const bool start = action == "start";
  std::set<std::string> changed;
  for (const std::string& name : names) {
    const pebble::Check& check = plan().checks[name];
    const CheckInfo info = check_info_of(name, check, container_);
    if ((info.status == pebble::CheckStatus::inactive) != start) continue;
    start ? start_check(info) : stop_check(fresh_check_info(name, check));
    changed.insert(name);
  }
  pebble::Names sorted;
  for (const std::string& name : changed) sorted = sorted.with(name);
  return sorted;
}

std::string FakePebble::notify(pebble::NoticeType type, const std::string& key,
                               const pebble::NotifyOptions& options) {
  check_connection();
  std::string id;
  container_.notices = with_occurrence(container_.notices, type, key, options, id);
  return id;
}

pebble::Notice FakePebble::get_notice(const std::string& id) {
  check_connection();
  if (const Notice* found = find_notice(container_.notices, id)) return record_of(*found);
  throw pebble::APIError(404, "Not Found", "cannot find notice with ID \"" + id + '"');
}

pebble::List<pebble::Notice> FakePebble::get_notices(const pebble::NoticeFilter& filter) {
  check_connection();
  return filtered(container_.notices, filter);
}

pebble::Change FakePebble::get_change(const std::string& id) {
  check_connection();
  std::size_t number = 0;
  if (!absl::SimpleAtoi(id, &number) || number == 0 || number > changes_.size())
    throw pebble::APIError(404, "Not Found", "cannot find change with id \"" + id + '"');
  const Started& change = changes_[number - 1];
  if (!change.check.empty())
    return {.id = id,
            .kind = change.action,
            .summary = summary_of(plan(), change.check),
            .status = "Doing"};
  return {.id = id,
          .kind = change.action,
          .summary = summary_of(change.action, change.services),
          .status = "Done",
          .ready = true};
}

pebble::Change FakePebble::wait_change(const std::string& id, const base::Duration&) {
  return get_change(id);
}

pebble::Client& FakePebbles::of(std::string_view container) {
  for (const auto& pebble : all_)
    if (pebble->name() == container) return *pebble;
  const Container* found = state_->containers.find(container);
  all_.push_back(
      std::make_unique<FakePebble>(found ? *found : Container{.name = std::string(container)}));
  return *all_.back();
}

Set<Container> FakePebbles::containers() const {
  Set<Container> all = state_->containers;
  for (const auto& pebble : all_) {
    const Container* before = all.find(pebble->name());
    if (before && *before != pebble->container()) all = all.with(pebble->container());
  }
  return all;
}

Map<std::string, List<ExecArgs>> FakePebbles::exec_history() const {
  Map<std::string, List<ExecArgs>> all;
  for (const auto& pebble : all_)
    if (const List<ExecArgs> one = pebble->exec_history(); !one.empty())
      all = all.with(pebble->name(), one);
  return all;
}

}  // namespace ops::testing
