#include "ops/testing/fakes/daemon_state.h"

#include <absl/strings/numbers.h>

#include <algorithm>

#include "ops/pebble/command.h"

namespace ops::testing {

using pebble::CheckStatus, pebble::ServiceStatus;

namespace {

int number(const std::string& text) {
  int value = 0;
  return absl::SimpleAtoi(text, &value) ? value : 0;
}

ServiceStatus status_of(const ServiceRun& service) {
  switch (service.phase) {
    case Phase::starting:
    case Phase::running:
      return ServiceStatus::active;
    case Phase::exited:
    case Phase::backoff:
      return ServiceStatus::error;
    default:
      return ServiceStatus::inactive;
  }
}

void read_services(const Container& container, ContainerWorld& world, Daemon& daemon) {
  for (const auto& [name, status] : container.service_statuses) {
    const pebble::Service* other = container.started_with.find(name);
    const pebble::Service* config = other ? other : world.plan().services.find(name);
    if (!config || (status == ServiceStatus::inactive && !other)) continue;
    ServiceRun service{.name = name, .config = *config, .phase = Phase::exited};
    if (status == ServiceStatus::inactive) service.phase = Phase::stopped;
    if (status == ServiceStatus::active) {
      service.phase = Phase::running;
      service.process.emplace(world.start({.words = {pebble::split_words(config->command)[0]}}),
                              daemon.now());
    }
    daemon.services().push_back(std::move(service));
  }
}

bool has_checks(const Container& container) {
  return std::any_of(container.layers.begin(), container.layers.end(),
                     [](const auto& layer) { return !layer.value.checks.empty(); });
}

/// What the Container says of a check that the plan has.
void read_check(const CheckInfo& info, Daemon& daemon) {
  CheckRun* check = daemon.find_check(info.name);
  if (!check) return;
  check->failures = info.failures;
  check->successes.reset();
  if (info.successes) check->successes = *info.successes;
  check->threshold = info.threshold;
  check->startup = info.startup;
  if (info.level) check->level = *info.level;
  if (info.status == CheckStatus::inactive) {
    daemon.drop_change(*check);
  } else {
    const int change = info.change_id ? number(*info.change_id) : 0;
    daemon.resume_check(*check, change, info.status == CheckStatus::down);
  }
}

}  // namespace

std::unique_ptr<Daemon> daemon_of(const Container& container, ContainerWorld& world) {
  auto daemon = std::make_unique<Daemon>(world, kTimeBeginsNs);
  for (const Notice& notice : container.notices) daemon->notices_from(number(notice.id));
  for (const CheckInfo& info : container.check_infos)
    if (info.change_id) daemon->changes().ids_from(number(*info.change_id));
  if (!container.service_statuses.empty()) read_services(container, world, *daemon);
  if (has_checks(container)) {
    daemon->update_checks();
    for (const CheckInfo& info : container.check_infos) read_check(info, *daemon);
  }
  return daemon;
}

pebble::CheckInfo record_of(const CheckRun& check) {
  pebble::CheckInfo info{.name = check.name,
                         .level = check.level,
                         .startup = check.startup,
                         .status = !check.runs() ? CheckStatus::inactive
                                   : check.down  ? CheckStatus::down
                                                 : CheckStatus::up,
                         .successes = {},
                         .failures = check.failures,
                         .threshold = check.threshold};
  if (check.successes) info.successes = *check.successes;
  if (check.runs()) info.change_id = std::to_string(check.change);
  return info;
}

namespace {

/// A check that has not run, which is what the plan alone says.
bool is_fresh(const CheckRun& check) {
  return check.runs() == (check.startup != pebble::Startup::disabled) && !check.down &&
         check.successes.value_or(0) == 0 && check.failures == 0;
}

void write_check(const CheckRun& check, Container& container) {
  if (is_fresh(check) && !check.told && !container.check_infos.find(check.name)) return;
  const pebble::CheckInfo record = record_of(check);
  CheckInfo info{.name = check.name,
                 .startup = check.startup,
                 .status = *record.status.get_if<CheckStatus>(),
                 .successes = record.successes,
                 .failures = check.failures,
                 .threshold = check.threshold,
                 .change_id = record.change_id};
  if (check.level != pebble::CheckLevel::unset) info.level = check.level;
  const CheckInfo* before = container.check_infos.find(check.name);
  if (before && !before->change_id) info.change_id = {};
  if (!before || *before != info) container.check_infos = container.check_infos.with(info);
}

}  // namespace

namespace {

/// What was to be stopped and never ran is not active, which Scenario notes.
void write_never_started(Daemon& daemon, Container& container) {
  for (const ChangeRun& change : daemon.changes().all())
    for (const TaskRun& task : change.tasks)
      if (task.kind == "stop" && !container.service_statuses.contains(task.subject))
        container.service_statuses =
            container.service_statuses.with(task.subject, ServiceStatus::inactive);
}

}  // namespace

void write_daemon(Daemon& daemon, ContainerWorld& world, Container& container) {
  for (const ServiceRun& service : daemon.services()) {
    const ServiceStatus* before = container.service_statuses.find(service.name);
    const ServiceStatus after = status_of(service);
    if (!before || *before != after)
      container.service_statuses = container.service_statuses.with(service.name, after);
    const pebble::Service* planned = world.plan().services.find(service.name);
    const bool is_other = planned && *planned != service.config;
    if (is_other || (world.is_played() && service.phase == Phase::stopped))
      container.started_with = container.started_with.with(service.name, service.config);
    else if (container.started_with.contains(service.name))
      container.started_with = container.started_with.without(service.name);
  }
  write_never_started(daemon, container);
  for (const CheckRun& check : daemon.checks()) write_check(check, container);
  if (daemon.exit_code()) container.can_connect = false;
}

Notice notice_of(const ChangeRun& change) {
  Notice notice{.key = std::to_string(change.id),
                .id = std::to_string(change.notice_id),
                .type = pebble::NoticeType::change_update,
                .first_occurred = base::Timestamp::since_epoch(change.spawned_ns),
                .last_occurred = base::Timestamp::since_epoch(change.updated_ns),
                .last_repeated = base::Timestamp::since_epoch(change.updated_ns),
                .occurrences = change.updates,
                .last_data = {{"kind", change.kind}},
                .expire_after = base::Duration("168h")};
  if (!change.check.empty()) notice.last_data = notice.last_data.with("check-name", change.check);
  return notice;
}

}  // namespace ops::testing
