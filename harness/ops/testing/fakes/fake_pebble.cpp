#include "ops/testing/fakes/fake_pebble.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "ops/base/errors.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/layers.h"
#include "ops/pebble/parsed_layer.h"
#include "ops/pebble/validate.h"
#include "ops/testing/fakes/check_actions.h"
#include "ops/testing/fakes/daemon_state.h"
#include "ops/testing/fakes/faulty_pebble.h"
#include "ops/testing/fakes/notice_actions.h"
#include "ops/testing/fakes/sure_start.h"

namespace ops::testing {

using pebble::ServiceInfo, pebble::ServiceStatus, pebble::Startup;

namespace {

/// The Pebble that real cases are recorded with.
constexpr const char* kVersion = "v1.32.1";

/// "0.3", "30.0": as Python writes seconds.
std::string seconds_text(const base::Duration& duration) {
  char text[32];
  std::snprintf(text, sizeof text, "%.9g", static_cast<double>(duration.ns()) / 1e9);
  std::string seconds = text;
  return seconds.find('.') == seconds.npos ? seconds + ".0" : seconds;
}

/// Whether the change has a task of the service's.
bool concerns(const ChangeRun& change, const std::string& service) {
  return std::any_of(change.tasks.begin(), change.tasks.end(), [&](const TaskRun& task) {
    return (task.kind == "start" || task.kind == "stop") && task.subject == service;
  });
}

bool has_checks(const Map<std::string, pebble::Layer>& layers) {
  return std::any_of(layers.begin(), layers.end(),
                     [](const auto& layer) { return !layer.value.checks.empty(); });
}

[[noreturn]] void cannot_connect(const Container& container, const std::string& why) {
  throw pebble::ConnectionError("cannot connect to Pebble in container '" +
                                static_cast<const std::string&>(container.name) + "': " + why);
}

}  // namespace

FakePebble::FakePebble(const Container& container, const Surroundings& surroundings)
    : container_(container), surroundings_(surroundings), world_(container_, surroundings_) {}

void FakePebble::check_connection() {
  if (!container_.can_connect)
    cannot_connect(container_,
                   "the container is not up yet; if the test means it to be, say "
                   "testing::Container{.name = \"" +
                       container_.name + "\", .can_connect = true}");
  if (!daemon_) return;
  daemon_->advance_to(std::max(daemon_->now(), world_.time()));
  if (daemon_->exit_code()) cannot_connect(container_, "its Pebble has ended");
}

/// One that comes late does what it would have done already.
Daemon& FakePebble::daemon() {
  if (daemon_) return *daemon_;
  if (start_) container_.service_statuses = {};
  daemon_ = daemon_of(container_, world_);
  daemon_->advance_to(std::max(daemon_->now(), world_.time()));
  if (start_) daemon_->wait(daemon_->change_services(start_->action, start_->names), kNever);
  return *daemon_;
}

void FakePebble::wake() {
  if (container_.memory || world_.is_played()) (void)daemon();
}

const Container& FakePebble::container() {
  if (daemon_) daemon_->advance_to(std::max(daemon_->now(), world_.time()));
  if (world_.has_disk()) container_.files = world_.disk().files();
  if (daemon_) write_daemon(*daemon_, world_, container_);
  return container_;
}

pebble::SystemInfo FakePebble::get_system_info() {
  check_connection();
  return {.version = kVersion};
}

void FakePebble::add_layer(const std::string& label, const pebble::Layer& layer, bool combine) {
  check_connection();
  refuse_owners(layer);
  change_layers(pebble::with_layer(container_.layers, label, layer, combine));
}

void FakePebble::add_layer(const std::string& label, std::string_view yaml, bool combine) {
  check_connection();
  if (world_.knows_users()) refuse_owners(yaml, label);
  change_layers(pebble::with_yaml_layer(container_.layers, label, yaml, combine));
}

/// Pebble looks for the owners of a layer before it looks at what is below that.
void FakePebble::refuse_owners(std::string_view yaml, std::string_view label) {
  const pebble::ParsedLayer parsed = pebble::parse_layer(yaml, label);
  pebble::check_layer(parsed.layer, label, parsed.odd_words);
  refuse_owners(parsed.layer);
}

void FakePebble::refuse_owners(const pebble::Layer& layer) {
  try {
    world_.check_owners(layer);
  } catch (const ValueError& error) {
    throw pebble::APIError(400, "Bad Request",
                           std::string("cannot parse layer YAML: ") + error.what());
  }
}

/// What runs, runs by the plan that is to be replaced. Services wait for a replan; checks do not.
void FakePebble::change_layers(const Map<std::string, pebble::Layer>& layers) {
  if (start_ || !container_.service_statuses.empty() || !container_.check_infos.empty()) daemon();
  container_.layers = layers;
  world_.forget_plan();
  if (has_checks(layers)) daemon().update_checks();
}

pebble::Plan FakePebble::get_plan() {
  check_connection();
  return world_.plan();
}

pebble::List<ServiceInfo> FakePebble::get_services(const pebble::Names& names) {
  check_connection();
  std::vector<ServiceInfo> found;
  for (const auto& [name, service] : world_.plan().services) {
    if (!asks_for(names, name)) continue;
    ServiceInfo info{.name = name};
    if (service.startup == Startup::enabled) info.startup = Startup::enabled;
    const Phase phase = daemon().phase_of(name);
    info.current = status_of(phase);
    if (phase == Phase::backoff) info.current = std::string("backoff");
    found.push_back(info);
  }
  std::ranges::sort(found, {},
                    [](const ServiceInfo& info) -> const std::string& { return info.name; });
  return {found.data(), found.size()};
}

std::string FakePebble::change_services(std::string_view action, const pebble::Names& names) {
  check_connection();
  return std::to_string(daemon().change_services(action, names));
}

bool FakePebble::is_untouched() const {
  return !daemon_ && !start_ && world_.knows_none() && container_.service_statuses.empty() &&
         container_.check_infos.empty() && !container_.memory && !container_.faults;
}

/// What is sure to start takes no daemon.
std::string FakePebble::change_and_wait(std::string_view action, const pebble::Names& names,
                                        const base::Duration& timeout) {
  check_connection();
  const std::vector<std::string> services =
      is_untouched() ? sure_starts(action, names, world_.plan()) : std::vector<std::string>();
  const auto seconds = static_cast<std::int64_t>(services.size());
  if (services.empty() || timeout.ns() <= seconds * kOkayDelay)
    return Client::change_and_wait(action, names, timeout);
  start_ = {std::string(action), names};
  for (const std::string& name : services)
    container_.service_statuses = container_.service_statuses.with(name, ServiceStatus::active);
  return "1";
}

void FakePebble::send_signal(const std::string& signal, const pebble::Names& services) {
  check_connection();
  daemon().send_signal(signal, services);
}

pebble::List<pebble::CheckInfo> FakePebble::get_checks(const pebble::Names& names,
                                                       pebble::CheckLevel level) {
  check_connection();
  std::vector<pebble::CheckInfo> found;
  for (const auto& [name, _] : world_.plan().checks) {
    const CheckRun* check = daemon().find_check(name);
    if (!check || !asks_for(names, name)) continue;
    if (level == pebble::CheckLevel::unset || check->level == level)
      found.push_back(record_of(*check));
  }
  std::ranges::sort(found, {},
                    [](const pebble::CheckInfo& info) -> const std::string& { return info.name; });
  return {found.data(), found.size()};
}

pebble::Names FakePebble::change_checks(std::string_view action, const pebble::Names& names) {
  check_connection();
  check_names_of_checks(action, names, world_.plan());
  const std::vector<std::string> wanted(names.begin(), names.end());
  const std::vector<std::string> changed =
      action == "start" ? daemon().start_checks(wanted) : daemon().stop_checks(wanted);
  return {changed.data(), changed.size()};
}

std::string FakePebble::notify(pebble::NoticeType type, const std::string& key,
                               const pebble::NotifyOptions& options) {
  check_connection();
  NoticeOccurrence occurrence{.now = stamp(), .new_id = std::to_string(daemon().last_notice() + 1)};
  container_.notices = with_occurrence(container_.notices, type, key, options, occurrence);
  if (occurrence.is_new) daemon().next_notice();
  return occurrence.id;
}

List<Notice> FakePebble::all_notices() {
  List<Notice> all = container_.notices;
  if (!world_.is_played()) return all;
  for (const ChangeRun& change : daemon().changes().all()) all = all.with(notice_of(change));
  return all;
}

pebble::Notice FakePebble::get_notice(const std::string& id) {
  check_connection();
  if (const Notice* found = find_notice(container_.notices, id)) return record_of(*found);
  const List<Notice> all = all_notices();
  if (const Notice* found = find_notice(all, id)) return record_of(*found);
  throw pebble::APIError(404, "Not Found", "cannot find notice with ID \"" + id + '"');
}

pebble::List<pebble::Notice> FakePebble::get_notices(const pebble::NoticeFilter& filter) {
  check_connection();
  return filtered(all_notices(), filter);
}

ChangeRun& FakePebble::find_change(const std::string& id) {
  int number = 0;
  ChangeRun* found = absl::SimpleAtoi(id, &number) ? daemon().changes().find(number) : nullptr;
  if (found) return *found;
  throw pebble::APIError(404, "Not Found", "cannot find change with id \"" + id + '"');
}

pebble::Change FakePebble::get_change(const std::string& id) {
  check_connection();
  return record_of(find_change(id));
}

pebble::List<pebble::Change> FakePebble::get_changes(pebble::ChangeState select,
                                                     const std::string& service) {
  check_connection();
  base::ListBuilder<pebble::Change> all;
  for (const ChangeRun& change : daemon().changes().all()) {
    if (select != pebble::ChangeState::all &&
        change.is_ready() != (select == pebble::ChangeState::ready))
      continue;
    if (service.empty() || concerns(change, service)) all.add(record_of(change));
  }
  return all.done();
}

pebble::Change FakePebble::abort_change(const std::string& id) {
  check_connection();
  ChangeRun& change = find_change(id);
  daemon().abort(change);
  return record_of(change);
}

Map<std::string, pebble::Identity> FakePebble::get_identities() {
  check_connection();
  auto all = daemon().identities();
  for (const auto& [name, identity] : daemon().identities()) {
    if (!identity.basic) continue;
    pebble::Identity shown = identity;
    shown.basic = pebble::BasicIdentity{.password = "*****"};
    all = all.with(name, shown);
  }
  return all;
}

void FakePebble::replace_identities(
    const Map<std::string, Optional<pebble::Identity>>& identities) {
  check_connection();
  auto& all = daemon().identities();
  for (const auto& [name, identity] : identities)
    all = identity ? all.with(name, *identity) : all.without(name);
}

void FakePebble::remove_identities(const pebble::Names& names) {
  check_connection();
  auto& all = daemon().identities();
  std::set<std::string> unknown;
  for (const std::string& name : names)
    if (!all.contains(name)) unknown.insert(name);
  if (!unknown.empty())
    throw pebble::APIError(400, "Bad Request",
                           "identities do not exist: " + absl::StrJoin(unknown, ", "));
  for (const std::string& name : names) all = all.without(name);
}

pebble::Change FakePebble::wait_change(const std::string& id, const base::Duration& timeout) {
  check_connection();
  const int change = find_change(id).id;
  const bool ready = daemon().wait(change, daemon().now() + timeout.ns());
  if (ready) return record_of(find_change(id));
  if (daemon().exit_code()) cannot_connect(container_, "its Pebble has ended");
  throw pebble::TimeoutError("timed out waiting for change " + id + " (" + seconds_text(timeout) +
                             " seconds)");
}

FakePebble& FakePebbles::pebble_of(std::string_view container) {
  for (const auto& pebble : all_)
    if (pebble->name() == container) return *pebble;
  const Container* found = state_->containers.find(container);
  if (found && found->faults)
    all_.push_back(std::make_unique<FaultyPebble>(*found, surroundings_));
  else
    all_.push_back(std::make_unique<FakePebble>(
        found ? *found : Container{.name = std::string(container)}, surroundings_));
  return *all_.back();
}

pebble::Client& FakePebbles::of(std::string_view container) { return pebble_of(container); }

void FakePebbles::wake() {
  for (const Container& container : state_->containers)
    if (container.can_connect) pebble_of(container.name).wake();
}

/// Time has passed for those, too, that the charm did not ask.
Set<Container> FakePebbles::containers() {
  Set<Container> all = state_->containers;
  for (const Container& container : state_->containers)
    if (container.can_connect && (container.memory || container.faults))
      pebble_of(container.name).wake();
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
