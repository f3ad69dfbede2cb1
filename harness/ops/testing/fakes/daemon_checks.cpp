#include <algorithm>
#include <utility>

#include "ops/base/errors.h"
#include "ops/pebble/command.h"
#include "ops/pebble/durations.h"
#include "ops/testing/fakes/daemon.h"
#include "ops/testing/fakes/http_get.h"
#include "ops/testing/fakes/owners.h"

namespace ops::testing {

using pebble::OnExit, pebble::Startup;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kPeriod = 10 * kSecond, kTimeout = 3 * kSecond;
constexpr int kThreshold = 3;
constexpr int kCheckFailed = 11;
constexpr std::size_t kMostLines = 5, kMostBytes = 512;
constexpr int kOkay = 200, kNotOkay = 300;

std::int64_t duration_or(const base::Text& text, std::int64_t otherwise) {
  std::int64_t ns = otherwise;
  if (!text.empty()) pebble::read_duration(*text, ns);
  return ns;
}

std::int64_t period_of(const pebble::Check& config) { return duration_or(config.period, kPeriod); }
std::int64_t timeout_of(const pebble::Check& config) {
  return std::min(duration_or(config.timeout, kTimeout), period_of(config));
}

std::string summary_of(const char* verb, const CheckRun& check) {
  const char* what = check.config.http ? "HTTP" : check.config.tcp ? "TCP" : "exec";
  return std::string(verb) + ' ' + what + " check \"" + check.name + '"';
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n')
      lines.emplace_back();
    else
      lines.back() += c;
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

/// Of a command's output: its last lines.
std::string last_of(const std::string& output) {
  const std::size_t cut = output.size() > kMostBytes ? output.size() - kMostBytes : 0;
  std::vector<std::string> lines = lines_of(output.substr(cut));
  if (lines.size() <= kMostLines) return joined(lines);
  lines.erase(lines.begin(), lines.end() - kMostLines);
  return "(...)\n" + joined(lines);
}

/// Of an answer's body: its first lines.
std::string first_of(const std::string& body) {
  std::vector<std::string> lines = lines_of(body.substr(0, kMostBytes));
  const bool cut = lines.size() > kMostLines;
  if (lines.size() > kMostLines) lines.resize(kMostLines);
  return joined(lines) + (cut ? "\n(...)" : "");
}

std::string with_details(const std::string& fault, const std::string& details) {
  return details.empty() ? fault : fault + "; " + details;
}

/// As it runs: what it does not say comes from its service context.
pebble::Check with_context(pebble::Check config, const pebble::Plan& plan) {
  if (!config.exec || config.exec->service_context.empty()) return config;
  const pebble::Service* service = plan.services.find(config.exec->service_context);
  if (!service) return config;
  pebble::ExecCheck exec = *config.exec;
  auto environment = service->environment;
  for (const auto& [name, value] : exec.environment) environment = environment.with(name, value);
  exec.environment = environment;
  if (!exec.user_id) exec.user_id = service->user_id;
  if (exec.user.empty()) exec.user = *service->user;
  if (!exec.group_id) exec.group_id = service->group_id;
  if (exec.group.empty()) exec.group = *service->group;
  if (exec.working_dir.empty()) exec.working_dir = *service->working_dir;
  config.exec = exec;
  return config;
}

CheckRun never_run(const std::string& name, bool told) {
  CheckRun check;
  check.name = name;
  check.told = told;
  return check;
}

/// Throws ValueError, in Pebble's words, when there is no such user or group.
Launch launch_of(const pebble::ExecCheck& exec, PebbleWorld& world) {
  const std::vector<std::string> words = pebble::split_words(exec.command);
  const pebble::Owner owner = owner_of(exec);
  return {.words = {words.data(), words.size()},
          .environment = exec.environment,
          .working_dir = exec.working_dir,
          .owner = words.empty() ? owner : world.look_up(owner),
          .bare = owner == pebble::Owner{}};
}

}  // namespace

void Daemon::restore(const CheckMemory& memory, const pebble::Check& config) {
  CheckRun check{memory, config};
  follow(check, config);
  if (memory.program)
    check.process = world_.resume(launch_of(*config.exec, world_), *memory.program, now_);
  checks_.push_back(std::move(check));
}

pebble::Check Daemon::as_run(const pebble::Check& config) {
  return with_context(config, world_.plan());
}

CheckRun* Daemon::find_check(std::string_view name) {
  const auto at = std::ranges::find(checks_, name, &CheckRun::name);
  return at == checks_.end() ? nullptr : &*at;
}

int Daemon::add_check_change(const CheckRun& check, const char* kind, bool waits) {
  const std::string summary = summary_of(check.down ? "Recover" : "Perform", check);
  const int id =
      add_change(kind, summary, {{.kind = kind, .subject = check.name, .summary = summary}});
  changes_.find(id)->check = check.name;
  if (!waits) look_at_changes();
  return id;
}

/// From now on it runs again and again.
void Daemon::begin_ticking(const TaskPlace& place) {
  CheckRun* check = find_check(changes_.task(place).subject);
  if (!check || !world_.is_played()) return;
  const std::int64_t period = period_of(check->config);
  if (period < 0)
    exit_code_ = kPanicked;
  else
    check->next = now_ + period;
}

/// As it is to be, from now on.
void Daemon::follow(CheckRun& check, const pebble::Check& config) {
  check.config = config;
  check.startup = config.startup == Startup::disabled ? Startup::disabled : Startup::enabled;
  check.level = config.level;
  check.threshold = config.threshold == 0 ? kThreshold : config.threshold;
}

void Daemon::start_check(CheckRun& check, const pebble::Check& config, bool waits) {
  check = never_run(check.name, check.told);
  follow(check, config);
  check.down = check.threshold < 0;
  check.change = add_check_change(check, "perform-check", waits);
}

void Daemon::stop_check(CheckRun& check) {
  const TaskPlace place{check.change, 0};
  check.change = 0;
  check.next = check.deadline = kNever;
  check.busy = false;
  check.process.reset();
  check.down = false;
  if (changes_.task(place).is_ready()) return;
  for (const TaskStatus status : {TaskStatus::abort, TaskStatus::undo, TaskStatus::done})
    changes_.set_status(place, status, now_);
}

void Daemon::update_checks() {
  const pebble::Plan& plan = world_.plan();
  std::vector<std::string> names;
  for (const auto& [name, _] : plan.checks) names.push_back(name);
  std::ranges::sort(names);
  for (const std::string& name : names) {
    const pebble::Check config = as_run(plan.checks[name]);
    CheckRun* known = find_check(name);
    if (!known) {
      known = &checks_.emplace_back(never_run(name, false));
    } else if (known->runs() && known->config == config) {
      continue;
    }
    const bool disabled = config.startup == Startup::disabled;
    if (known->runs()) {
      if (disabled && known->startup != Startup::disabled) continue;  // Pebble keeps it as it was
      stop_check(*known);
      start_check(*known, config);
    } else if (!disabled) {
      start_check(*known, config);
    } else {
      *known = never_run(name, known->told);
      follow(*known, config);
    }
  }
}

void Daemon::drop_change(CheckRun& check) {
  std::erase_if(changes_.all(), [&](const ChangeRun& one) { return one.id == check.change; });
  check.change = 0;
  check.next = kNever;
}

void Daemon::resume_check(CheckRun& check, int change, bool down) {
  check.down = down;
  ChangeRun* own = changes_.find(check.change);
  if (!own) {
    check.change = add_check_change(check, down ? "recover-check" : "perform-check");
    own = changes_.find(check.change);
  }
  own->kind = own->tasks[0].kind = down ? "recover-check" : "perform-check";
  own->summary = own->tasks[0].summary = summary_of(down ? "Recover" : "Perform", check);
  if (change != 0) own->id = check.change = change;
}

std::vector<std::string> Daemon::start_checks(const std::vector<std::string>& names) {
  std::vector<std::string> changed;
  for (const std::string& name : names) {
    CheckRun* check = find_check(name);
    if (!check || check->runs()) continue;
    check->told = true;
    start_check(*check, as_run(world_.plan().checks[name]));
    changed.push_back(name);
  }
  std::ranges::sort(changed);
  return changed;
}

std::vector<std::string> Daemon::stop_checks(const std::vector<std::string>& names) {
  std::vector<std::string> changed;
  for (const std::string& name : names) {
    CheckRun* check = find_check(name);
    if (!check || !check->runs()) continue;
    stop_check(*check);
    follow(*check, as_run(world_.plan().checks[name]));
    check->told = true;
    changed.push_back(name);
  }
  std::ranges::sort(changed);
  return changed;
}

/// What a replan does to checks, which it does not begin itself.
void Daemon::start_stopped_checks() {
  for (CheckRun& check : checks_) {
    if (check.runs() || !world_.plan().checks.contains(check.name)) continue;
    const pebble::Check& config = world_.plan().checks[check.name];
    if (config.startup == Startup::disabled) continue;
    check.told = true;
    start_check(check, as_run(config), true);
  }
}

void Daemon::begin_exec(CheckRun& check) {
  try {
    check.output.clear();
    const Launch launch = launch_of(*check.config.exec, world_);
    if (launch.words.empty()) exit_code_ = kPanicked;
    if (exit_code_) return;
    check.process.emplace(world_.start(launch), now_);
    check.deadline = now_ + timeout_of(check.config);
    check.late_fault = "check timed out after " + pebble::duration_text(timeout_of(check.config));
    play(check);
  } catch (const ValueError& error) {
    end_run(check, error.what());
  }
}

void Daemon::begin_run(CheckRun& check) {
  check.next = now_ + period_of(check.config);
  if (check.busy) return;
  check.busy = true;
  if (check.config.exec) return begin_exec(check);
  const Ask ask = [this](const Request& request) -> std::optional<Answer> {
    return answers_on(request.port) ? Answer{} : world_.ask(request);
  };
  if (!check.config.http)
    return end_run(check, dial(check.config.tcp->host, check.config.tcp->port, ask));
  const Answer answer = http_get(check.config.http->url, check.config.http->headers, ask);
  if (answer.delay_ns >= timeout_of(check.config)) {
    check.deadline = now_ + timeout_of(check.config);
    check.late_fault = "check timed out after " + pebble::duration_text(timeout_of(check.config));
    return;
  }
  const bool refused = answer.fault.empty() && (answer.status < kOkay || answer.status >= kNotOkay);
  end_run(check, refused ? with_details("non-2xx status code " + std::to_string(answer.status),
                                        first_of(answer.body))
                         : answer.fault);
}

/// Lets its command run up to now, or ends what has no end.
void Daemon::play(CheckRun& check) {
  if (check.process) {
    for (const Written& written : check.process->run(now_))
      check.output += written.text.substr(0, kMostBytes);  // Pebble's buffer takes no more at once
    if (check.process->ended()) {
      const int code = check.process->exit_code();
      check.process.reset();
      const std::string fault = "exit status " + std::to_string(code);
      return end_run(check, code == 0 ? "" : with_details(fault, last_of(check.output)));
    }
  }
  if (check.deadline > now_) return;
  check.process.reset();
  end_run(check, check.late_fault);
}

void Daemon::end_run(CheckRun& check, const std::string& fault) {
  check.busy = false;
  check.deadline = kNever;
  if (fault.empty())
    succeed(check);
  else
    fail(check, fault);
}

void Daemon::succeed(CheckRun& check) {
  const TaskPlace place{check.change, 0};
  const int failures = std::exchange(check.failures, 0);
  check.successes = ++check.counted;
  if (!check.down) {
    if (failures > 0)
      changes_.note(place, "succeeded after " + std::to_string(failures) +
                               (failures == 1 ? " failure" : " failures"));
    return;
  }
  check.down = false;
  check.successes = 1;
  check.counted = 0;
  done(place);
  check.change = add_check_change(check, "perform-check");
}

void Daemon::fail(CheckRun& check, const std::string& fault) {
  const TaskPlace place{check.change, 0};
  ++check.failures;
  check.successes = check.counted;
  const bool was_down = changes_.find(check.change)->kind == "recover-check";
  if (was_down || check.failures < check.threshold) {
    add_to_log(changes_.task(place), "ERROR " + fault);
    return;
  }
  changes_.fail(place, fault, now_);
  check.down = true;
  check.change = add_check_change(check, "recover-check");
  act_on_failure(check.name);
}

void Daemon::act_on_failure(const std::string& check) {
  for (ServiceRun& service : services_) {
    const OnExit* action = service.config.on_check_failure.find(check);
    const bool concerned = service.phase == Phase::running || service.phase == Phase::backoff ||
                           service.phase == Phase::exited;
    if (!action || !concerned || *action == OnExit::ignore) continue;
    if (*action == OnExit::shutdown) exit_code_ = kCheckFailed;
    if (*action == OnExit::success_shutdown) exit_code_ = 0;
    if (*action != OnExit::restart) continue;
    if (service.phase == Phase::exited) back_off(service);
    if (service.phase != Phase::running) continue;
    service.restarts = true;
    terminate(service);
  }
}

}  // namespace ops::testing
