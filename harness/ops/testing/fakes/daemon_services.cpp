#include <algorithm>
#include <cmath>

#include "ops/base/errors.h"
#include "ops/pebble/command.h"
#include "ops/pebble/durations.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/go_text.h"
#include "ops/testing/fakes/daemon.h"
#include "ops/testing/fakes/owners.h"
#include "ops/testing/fakes/signals.h"

namespace ops::testing {

using pebble::OnExit;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kKillDelay = 5 * kSecond, kFailDelay = 5 * kSecond;
constexpr std::int64_t kBackoffDelay = kSecond / 2, kBackoffLimit = 30 * kSecond;
constexpr double kBackoffFactor = 2.0;
constexpr std::size_t kLastLines = 20;
constexpr int kShutdownFailed = 10;

std::int64_t duration_or(const base::Text& text, std::int64_t otherwise) {
  std::int64_t ns = otherwise;
  if (!text.empty()) pebble::read_duration(*text, ns);
  return ns;
}

OnExit action_of(const pebble::Service& config, int code) {
  const OnExit action = code == 0 ? config.on_success : config.on_failure;
  return action == OnExit::unset ? OnExit::restart : action;
}

const char* word_of(OnExit action) {
  switch (action) {
    case OnExit::shutdown:
      return "shutdown";
    case OnExit::ignore:
      return "ignore";
    case OnExit::failure_shutdown:
      return "failure-shutdown";
    case OnExit::success_shutdown:
      return "success-shutdown";
    default:
      return "restart";
  }
}

base::Map<std::string, std::string> environment_of(const pebble::Service& config,
                                                   const pebble::Workload* workload) {
  if (!workload) return config.environment;
  auto all = workload->environment;
  for (const auto& [name, value] : config.environment) all = all.with(name, value);
  return all;
}

/// Throws ValueError, in Pebble's words, when there is no such user or group.
Launch launch_of(const pebble::Service& config, PebbleWorld& world) {
  const pebble::ServiceCommand command = pebble::parse_service_command(config.command);
  std::vector<std::string> words = command.words;
  words.insert(words.end(), command.default_arguments.begin(), command.default_arguments.end());
  const pebble::Workload* workload = world.plan().workloads.find(*config.workload);
  const pebble::Owner owner = workload ? owner_of(*workload) : owner_of(config);
  return {.words = {words.data(), words.size()},
          .environment = environment_of(config, workload),
          .working_dir = *config.working_dir,
          .owner = words.empty() ? owner : world.look_up(owner)};
}

}  // namespace

ServiceRun* Daemon::find_service(std::string_view name) {
  const auto at = std::ranges::find(services_, name, &ServiceRun::name);
  return at == services_.end() ? nullptr : &*at;
}

Phase Daemon::phase_of(std::string_view name) {
  const ServiceRun* service = find_service(name);
  return service ? service->phase : Phase::stopped;
}

bool Daemon::answers_on(int port) const {
  return std::ranges::any_of(services_, [&](const ServiceRun& service) {
    return service.process && service.process->answers_on(port);
  });
}

void Daemon::write(const std::string& service, const std::string& text) {
  std::string_view left = text;
  while (!left.empty()) {
    const std::size_t end = left.find('\n');
    const std::string part(left.substr(0, end));
    const auto open = std::ranges::find_if(
        lines_, [&](const ServiceLine& line) { return line.service == service && !line.complete; });
    if (open == lines_.end())
      lines_.push_back({service, part, end != left.npos});
    else
      *open = {service, open->text + part, end != left.npos};
    left.remove_prefix(end == left.npos ? left.size() : end + 1);
  }
}

std::string Daemon::last_lines(const std::string& service) const {
  std::vector<std::string> texts;
  for (const ServiceLine& line : lines_)
    if (line.service == service) texts.push_back(line.text);
  const std::size_t skipped = texts.size() > kLastLines ? texts.size() - kLastLines : 0;
  std::string all = "Most recent service output:";
  if (skipped > 0) all += "\n    (...)";
  for (std::size_t i = skipped; i < texts.size(); ++i) all += "\n    " + texts[i];
  return texts.empty() ? all + "\n    " : all;
}

/// Starts its program. False, with the fault told, when that cannot be; without a word of a command
/// Pebble itself ends.
bool Daemon::fork(ServiceRun& service, std::string& fault) {
  std::string begins;
  try {
    const Launch launch = launch_of(service.config, world_);
    if (launch.words.empty()) exit_code_ = kPanicked;
    if (exit_code_) return false;
    begins = "cannot start service: ";
    service.process.emplace(world_.start(launch), now_);
    return true;
  } catch (const ValueError& error) {
    fault = begins + error.what();
    return false;
  }
}

void Daemon::restore(const ServiceMemory& memory, const pebble::Service& config) {
  ServiceRun service{memory, config};
  if (memory.program)
    service.process = world_.resume(launch_of(config, world_), *memory.program, now_);
  services_.push_back(std::move(service));
}

void Daemon::run_start(const TaskPlace& place) {
  const std::string name = changes_.task(place).subject;
  const pebble::Service* config = world_.plan().services.find(name);
  if (!config)
    return changes_.fail(place, "cannot find service " + pebble::go_quoted(name) + " in plan",
                         now_);
  ServiceRun* service = find_service(name);
  if (!service) {
    service = &services_.emplace_back();
    service->name = name;
  }
  service->config = *config;
  if (service->phase == Phase::starting || service->phase == Phase::running) {
    changes_.note(place, "Service " + pebble::go_quoted(name) + " already started.");
    return done(place);
  }
  if (service->phase == Phase::terminating || service->phase == Phase::killing)
    return changes_.fail(place,
                         std::string("cannot start service while ") +
                             (service->phase == Phase::killing ? "killing" : "terminating"),
                         now_);
  service->backoff_ns = 0;
  std::string fault;
  if (!fork(*service, fault)) {
    if (exit_code_) return;
    service->phase = Phase::stopped;
    service->timer = kNever;
    return changes_.fail(place, fault, now_);
  }
  service->phase = Phase::starting;
  service->timer = now_ + kOkayDelay;
  service->start = place;
  run_process(*service);
}

void Daemon::fail_start(ServiceRun& service, const std::string& fault) {
  if (!service.start) return;
  const TaskPlace place = *service.start;
  service.start = {};
  changes_.note(place, last_lines(service.name));
  changes_.fail(place, "service start attempt: " + fault, now_);
}

void Daemon::run_stop(const TaskPlace& place) {
  const std::string name = changes_.task(place).subject;
  ServiceRun* service = find_service(name);
  const auto noted = [&](const char* what) {
    changes_.note(place, "Service " + pebble::go_quoted(name) + what);
    done(place);
  };
  if (!service) return noted(" has never been started.");
  switch (service->phase) {
    case Phase::stopped:
      return noted(" already stopped.");
    case Phase::terminating:
    case Phase::killing:
      return noted(" already stopping.");
    case Phase::exited:
      service->phase = Phase::stopped;
      return noted(" had already exited.");
    case Phase::backoff:
      stopped(*service);
      return done(place);
    case Phase::starting:
      fail_start(*service, "stopped before the 1s okay delay");
      break;
    case Phase::running:
      break;
  }
  service->stop = place;
  terminate(*service);
}

void Daemon::terminate(ServiceRun& service) {
  service.phase = Phase::terminating;
  service.calm = kNever;
  service.timer = now_ + duration_or(service.config.kill_delay, kKillDelay);
  service.process->signal("SIGTERM", now_);
  run_process(service);
}

/// Its process has gone, or was never there.
void Daemon::stopped(ServiceRun& service) {
  service.phase = Phase::stopped;
  service.timer = kNever;
  service.restarts = false;
  if (service.stop) done(*service.stop);
  service.stop = {};
}

void Daemon::run_process(ServiceRun& service) {
  const std::string name = service.name;
  for (const Written& written : service.process->run(now_)) write(name, written.text);
  if (!service.process->ended()) return;
  const int code = service.process->exit_code();
  service.process.reset();
  exited(service, code);
}

void Daemon::exited(ServiceRun& service, int code) {
  service.timer = kNever;
  service.calm = kNever;
  switch (service.phase) {
    case Phase::starting:
      return exited_quickly(service, code, action_of(service.config, code));
    case Phase::terminating:
    case Phase::killing:
      if (service.restarts && !service.stop) return back_off(service);
      return stopped(service);
    default:
      return take(service, action_of(service.config, code), code);
  }
}

void Daemon::exited_quickly(ServiceRun& service, int code, OnExit action) {
  const TaskPlace place = *service.start;
  const bool aborted = changes_.task(place).status == TaskStatus::abort;
  if (aborted) {
    service.start = {};
    changes_.fail(place, "start aborted, sent SIGKILL to process", now_);
    return stopped(service);
  }
  fail_start(service,
             "exited quickly with code " + std::to_string(code) + ", will " + word_of(action));
  take(service, action, code);
}

void Daemon::take(ServiceRun& service, OnExit action, int code) {
  switch (action) {
    case OnExit::ignore:
      service.phase = code == 0 ? Phase::stopped : Phase::exited;
      return;
    case OnExit::shutdown:
      service.phase = Phase::exited;
      exit_code_ = code == 0 ? 0 : kShutdownFailed;
      return;
    case OnExit::failure_shutdown:
      service.phase = Phase::exited;
      exit_code_ = kShutdownFailed;
      return;
    case OnExit::success_shutdown:
      service.phase = Phase::exited;
      exit_code_ = 0;
      return;
    default:
      return back_off(service);
  }
}

void Daemon::back_off(ServiceRun& service) {
  const std::int64_t limit = duration_or(service.config.backoff_limit, kBackoffLimit);
  const std::int64_t first = duration_or(service.config.backoff_delay, kBackoffDelay);
  const double grown = static_cast<double>(service.backoff_ns) *
                       service.config.backoff_factor.value_or(kBackoffFactor);
  service.backoff_ns = service.backoff_ns == 0               ? first
                       : grown >= static_cast<double>(limit) ? limit
                                                             : static_cast<std::int64_t>(grown);
  service.backoff_ns = std::min(service.backoff_ns, limit);
  service.restarts = false;
  service.phase = Phase::backoff;
  service.timer = now_ + service.backoff_ns;
}

/// When the program cannot be started now, it stays as it is for good.
void Daemon::restart_from_backoff(ServiceRun& service) {
  std::string fault;
  service.timer = kNever;
  if (!fork(service, fault)) return;
  service.phase = Phase::running;
  service.calm = now_ + duration_or(service.config.backoff_limit, kBackoffLimit);
  run_process(service);
}

void Daemon::fire_timer(ServiceRun& service) {
  switch (service.phase) {
    case Phase::starting:
      service.phase = Phase::running;
      service.timer = kNever;
      service.calm = now_ + duration_or(service.config.backoff_limit, kBackoffLimit);
      done(*service.start);
      service.start = {};
      return;
    case Phase::terminating:
      service.phase = Phase::killing;
      service.timer = now_ + kFailDelay;
      service.process->signal("SIGKILL", now_);
      return run_process(service);
    case Phase::backoff:
      return restart_from_backoff(service);
    default:
      service.timer = kNever;
  }
}

void Daemon::send_signal(const std::string& signal, const pebble::Names& services) {
  if (services.empty())
    throw pebble::APIError(400, "Bad Request", "must specify one or more services");
  std::string faults;
  const auto add = [&](const std::string& service, const std::string& fault) {
    faults += (faults.empty() ? "" : "; ");
    faults += "cannot send signal to " + pebble::go_quoted(service) + ": " + fault;
  };
  for (const std::string& name : services) {
    ServiceRun* service = find_service(name);
    if (!service || !service->process)
      add(name, "service is not running");
    else if (signal_number(signal) == 0)
      add(name, "invalid signal name " + pebble::go_quoted(signal));
    else {
      service->process->signal(signal, now_);
      run_process(*service);
    }
  }
  pump();
  if (!faults.empty()) throw pebble::APIError(500, "Internal Server Error", faults);
}

}  // namespace ops::testing
