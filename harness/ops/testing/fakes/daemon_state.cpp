#include "ops/testing/fakes/daemon_state.h"

#include <absl/strings/numbers.h>

#include <algorithm>

#include "ops/base/list_builder.h"
#include "ops/pebble/command.h"

namespace ops::testing {

using pebble::CheckStatus, pebble::ServiceStatus;

ServiceStatus status_of(Phase phase) {
  switch (phase) {
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

namespace {

int number(const std::string& text) {
  int value = 0;
  return absl::SimpleAtoi(text, &value) ? value : 0;
}

/// A service that the Container says more of than its Pebble remembers.
ServiceRun service_of(const std::string& name, ServiceStatus status, const pebble::Service& config,
                      PebbleWorld& world, std::int64_t now) {
  ServiceRun service;
  service.name = name;
  service.config = config;
  service.phase = status == ServiceStatus::inactive ? Phase::stopped : Phase::exited;
  if (status != ServiceStatus::active) return service;
  service.phase = Phase::running;
  service.process.emplace(world.start({.words = {pebble::split_words(config.command)[0]}}), now);
  return service;
}

template <class Memory>
const Memory* find_memory(const List<Memory>& all, const std::string& name) {
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Memory& one) { return one.name == name; });
  return at == all.end() ? nullptr : &*at;
}

/// What the test has changed since Pebble knew it is as the test says.
void read_services(const Container& container, const PebbleMemory& memory, ContainerWorld& world,
                   Daemon& daemon) {
  for (const auto& [name, status] : container.service_statuses) {
    const ServiceMemory* known = find_memory(memory.services, name);
    const pebble::Service* config =
        known && known->started_with ? &*known->started_with : world.plan().services.find(name);
    if (!config) continue;
    if (known && status_of(known->phase) == status)
      daemon.restore(*known, *config);
    else if (known || status != ServiceStatus::inactive)
      daemon.services().push_back(service_of(name, status, *config, world, daemon.now()));
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

void read_checks(const PebbleMemory& memory, ContainerWorld& world, Daemon& daemon) {
  for (const CheckMemory& known : memory.checks) {
    const pebble::Check* planned = world.plan().checks.find(known.name);
    if (known.started_with)
      daemon.restore(known, *known.started_with);
    else if (planned)
      daemon.restore(known, daemon.as_run(*planned));
  }
}

}  // namespace

std::unique_ptr<Daemon> daemon_of(const Container& container, ContainerWorld& world) {
  const PebbleMemory memory = container.memory.value_or({});
  auto daemon = std::make_unique<Daemon>(world, memory.now != 0 ? memory.now : world.time());
  world.starts_from(memory.starts);
  daemon->restore(memory);
  for (const Notice& notice : container.notices) daemon->notices_from(number(notice.id));
  for (const CheckInfo& info : container.check_infos)
    if (info.change_id) daemon->changes().ids_from(number(*info.change_id));
  if (!container.service_statuses.empty()) read_services(container, memory, world, *daemon);
  read_checks(memory, world, *daemon);
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

/// What was to be stopped and never ran is not active, which Scenario notes.
void write_never_started(Daemon& daemon, Container& container) {
  for (const ChangeRun& change : daemon.changes().all())
    for (const TaskRun& task : change.tasks)
      if (task.kind == "stop" && !container.service_statuses.contains(task.subject))
        container.service_statuses =
            container.service_statuses.with(task.subject, ServiceStatus::inactive);
}

/// Whether there is more to remember than the Container says.
bool has_memory(Daemon& daemon, ContainerWorld& world, const Container& container) {
  return world.is_played() || container.memory || !daemon.identities().empty() ||
         std::ranges::any_of(daemon.services(), [&](const ServiceRun& service) {
           const pebble::Service* planned = world.plan().services.find(service.name);
           return planned && *planned != service.config;
         });
}

/// `all`, each with what it was started with if that is other than the plan's.
template <class Memory, class Run, class Planned>
List<Memory> with_configs(const List<Memory>& all, const std::list<Run>& runs,
                          const Planned& planned) {
  base::ListBuilder<Memory> told;
  auto run = runs.begin();
  for (Memory memory : all) {
    const auto now = planned(memory.name);
    memory.started_with = {};
    if (!now || *now != run->config) memory.started_with = run->config;
    told.add(memory);
    ++run;
  }
  return told.done();
}

void write_memory(Daemon& daemon, ContainerWorld& world, Container& container) {
  PebbleMemory memory = container.memory.value_or({});
  daemon.write(memory);
  memory.starts = world.starts();
  const pebble::Plan& plan = world.plan();
  memory.services = with_configs(memory.services, daemon.services(), [&](const std::string& name) {
    const pebble::Service* found = plan.services.find(name);
    return found ? std::optional(*found) : std::nullopt;
  });
  memory.checks = with_configs(memory.checks, daemon.checks(), [&](const std::string& name) {
    const pebble::Check* found = plan.checks.find(name);
    return found ? std::optional(daemon.as_run(*found)) : std::nullopt;
  });
  container.memory = memory;
}

}  // namespace

void write_daemon(Daemon& daemon, ContainerWorld& world, Container& container) {
  for (const ServiceRun& service : daemon.services()) {
    const ServiceStatus* before = container.service_statuses.find(service.name);
    const ServiceStatus after = status_of(service.phase);
    if (!before || *before != after)
      container.service_statuses = container.service_statuses.with(service.name, after);
  }
  write_never_started(daemon, container);
  for (const CheckRun& check : daemon.checks()) write_check(check, container);
  if (daemon.exit_code()) container.can_connect = false;
  if (has_memory(daemon, world, container)) write_memory(daemon, world, container);
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
