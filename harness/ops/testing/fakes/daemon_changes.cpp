#include <algorithm>
#include <set>
#include <utility>

#include "ops/pebble/errors.h"
#include "ops/pebble/go_text.h"
#include "ops/pebble/service_order.h"
#include "ops/testing/fakes/daemon.h"

namespace ops::testing {

using pebble::APIError, pebble::Direction, pebble::Startup;

namespace {

[[noreturn]] void refuse(const std::string& message, const std::string& kind = {}) {
  throw APIError(400, "Bad Request", message, kind);
}

std::string with_capital(std::string_view word) {
  std::string text(word);
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

/// `Start service "web" and 2 more`
std::string summary_of(std::string_view action, const std::string& first, std::size_t count) {
  const std::string one = with_capital(action) + " service \"" + first + '"';
  return count == 1 ? one : one + " and " + std::to_string(count - 1) + " more";
}

/// The names lane by lane. A service shares a lane with those that it requires; the next lane's
/// number is the previous name's and one, as in Pebble, so that strangers may share one, too.
std::vector<std::vector<std::string>> lanes_of(const pebble::Plan& plan,
                                               const std::vector<std::string>& names) {
  std::map<std::string, int> lane_of;
  std::map<int, std::vector<std::string>> lanes;
  int previous = -1;
  for (const std::string& name : names) {
    const auto own = lane_of.find(name);
    int lane = own == lane_of.end() ? -1 : own->second;
    const base::List<std::string>& required = plan.services[name].requires_;
    for (auto at = required.begin(); lane < 0 && at != required.end(); ++at)
      if (const auto known = lane_of.find(*at); known != lane_of.end()) lane = known->second;
    if (lane < 0) lane = previous + 1;
    lane_of[name] = lane;
    for (const std::string& one : required) lane_of[one] = lane;
    previous = lane;
  }
  for (const std::string& name : names) lanes[lane_of[name]].push_back(name);
  std::vector<std::vector<std::string>> all;
  all.reserve(lanes.size());
  for (auto& [_, lane] : lanes) all.push_back(std::move(lane));
  return all;
}

}  // namespace

std::vector<std::string> enabled_services(const pebble::Plan& plan) {
  std::vector<std::string> names;
  for (const auto& [name, service] : plan.services)
    if (service.startup == Startup::enabled) names.push_back(name);
  std::ranges::sort(names);
  return names;
}

int Daemon::add_change(std::string kind, std::string summary, std::vector<TaskRun> tasks) {
  const int notice = world_.is_played() ? next_notice() : 0;
  const int id =
      changes_.add(std::move(kind), std::move(summary), std::move(tasks), now_, notice).id;
  pump();
  return id;
}

std::vector<std::string> Daemon::ordered(std::string_view action,
                                         const std::vector<std::string>& names, bool start) {
  try {
    return pebble::service_order(world_.plan().services, names,
                                 start ? Direction::start : Direction::stop);
  } catch (const APIError& error) {
    refuse("cannot " + std::string(action) + " services: " + error.what());
  }
}

std::vector<TaskRun> Daemon::tasks_for(const char* kind, const std::vector<std::string>& order,
                                       std::size_t first_task) {
  std::vector<TaskRun> tasks;
  int number = static_cast<int>(first_task);
  for (const auto& names : lanes_of(world_.plan(), order)) {
    const int lane = number;
    for (const std::string& name : names) {
      TaskRun task{
          .kind = kind, .subject = name, .summary = summary_of(kind, name, 1), .lane = lane};
      if (number != lane) task.after = {number - 1};
      tasks.push_back(std::move(task));
      ++number;
    }
  }
  return tasks;
}

int Daemon::start_services(std::string_view action, const std::vector<std::string>& names) {
  const std::vector<std::string> order = ordered(action, names, true);
  const std::string& first = action == "autostart" ? order[0] : names[0];
  return add_change(std::string(action), summary_of(action, first, order.size()),
                    tasks_for("start", order, 0));
}

int Daemon::stop_services(const std::vector<std::string>& names) {
  const std::vector<std::string> order = ordered("stop", names, false);
  return add_change("stop", summary_of("stop", names[0], order.size()),
                    tasks_for("stop", order, 0));
}

namespace {

/// `starts` behind all of `stops`.
std::vector<TaskRun> one_after_the_other(std::vector<TaskRun> stops, std::vector<TaskRun> starts) {
  const int count = static_cast<int>(stops.size());
  for (TaskRun& start : starts) {
    for (int i = 0; i < count; ++i) start.after = start.after.with(i);
    stops.push_back(std::move(start));
  }
  return stops;
}

}  // namespace

int Daemon::restart_services(const std::vector<std::string>& names) {
  const std::vector<std::string> start = ordered("restart", names, true);
  std::vector<std::string> stop = ordered("restart", names, false);
  std::erase_if(stop, [&](const auto& name) { return std::ranges::count(names, name) == 0; });
  std::vector<TaskRun> stops = tasks_for("stop", stop, 0);
  const std::size_t count = stops.size();
  return add_change("restart", summary_of("restart", names[0], start.size()),
                    one_after_the_other(std::move(stops), tasks_for("start", start, count)));
}

int Daemon::replan() {
  const pebble::Plan& plan = world_.plan();
  std::vector<std::string> changed;
  for (ServiceRun& service : services_) {
    const pebble::Service* config = plan.services.find(service.name);
    if (!config || *config == service.config) continue;
    service.config = *config;
    changed.push_back(service.name);
  }
  std::ranges::sort(changed);
  const std::vector<std::string> stop = ordered("replan", changed, false);
  std::vector<std::string> wanted = enabled_services(plan);
  for (const std::string& name : changed)
    if (std::ranges::count(wanted, name) == 0) wanted.push_back(name);
  std::ranges::sort(wanted);
  const std::vector<std::string> start = ordered("replan", wanted, true);
  std::set<std::string> affected(stop.begin(), stop.end());
  affected.insert(start.begin(), start.end());
  if (affected.empty()) return add_change("replan", "Replan - no services", {});
  std::vector<TaskRun> stops = tasks_for("stop", stop, 0);
  const std::size_t count = stops.size();
  return add_change("replan", summary_of("replan", *affected.begin(), affected.size()),
                    one_after_the_other(std::move(stops), tasks_for("start", start, count)));
}

int Daemon::change_services(std::string_view action, const pebble::Names& names) {
  if (action == "replan") {
    const int id = replan();
    if (!checks_.empty()) start_stopped_checks();
    return id;
  }
  if (action == "autostart") {
    const std::vector<std::string> wanted = enabled_services(world_.plan());
    if (wanted.empty()) refuse("no default services", "no-default-services");
    return start_services(action, wanted);
  }
  if (names.empty()) refuse("must specify services for " + std::string(action) + " action");
  std::vector<std::string> wanted;
  for (const std::string& name : names)
    if (std::ranges::count(wanted, name) == 0) wanted.push_back(name);
  if (action == "stop") return stop_services(wanted);
  if (action == "restart") return restart_services(wanted);
  return start_services(action, wanted);
}

/// What was aborted and came to its end all the same is undone, which takes nothing.
void Daemon::done(const TaskPlace& place) {
  if (changes_.task(place).status == TaskStatus::abort)
    changes_.set_status(place, TaskStatus::undo, now_);
  changes_.set_status(place, TaskStatus::done, now_);
}

void Daemon::run_task(const TaskPlace& place) {
  changes_.set_status(place, TaskStatus::doing, now_);
  const std::string kind = changes_.task(place).kind;
  if (kind == "start") run_start(place);
  if (kind == "stop") run_stop(place);
  if (kind == "exec") run_command(place);
}

/// Begins one task that can begin, or gives one up that waits for what failed.
bool Daemon::pump_once() {
  for (ChangeRun& change : changes_.all()) {
    for (std::size_t i = 0; i < change.tasks.size(); ++i) {
      TaskRun& task = change.tasks[i];
      if (task.status != TaskStatus::do_) continue;
      const auto status = [&](int one) { return change.tasks[std::size_t(one)].status; };
      const TaskPlace place{change.id, static_cast<int>(i)};
      if (std::ranges::any_of(task.after, [&](int one) {
            return status(one) == TaskStatus::error || status(one) == TaskStatus::hold;
          })) {
        changes_.set_status(place, TaskStatus::hold, now_);
        return true;
      }
      if (std::ranges::all_of(task.after,
                              [&](int one) { return status(one) == TaskStatus::done; })) {
        run_task(place);
        return true;
      }
    }
  }
  return false;
}

void Daemon::pump() {
  while (!exit_code_ && pump_once()) {
  }
}

bool Daemon::wait(int change, std::int64_t deadline) {
  while (!exit_code_) {
    const ChangeRun* found = changes_.find(change);
    if (!found || found->is_ready()) return found != nullptr;
    const std::int64_t next = wakes();
    if (next > deadline) break;
    advance_to(std::max(next, now_));
  }
  if (!exit_code_) advance_to(deadline);
  return false;
}

namespace {

/// Whether the lane has a task that is not ready.
bool is_live(const ChangeRun& change, int lane) {
  return std::ranges::any_of(change.tasks, [&](const TaskRun& task) {
    return task.lane == lane && !task.is_ready() && task.status != TaskStatus::undo;
  });
}

}  // namespace

void Daemon::stop_all() {
  std::vector<std::string> names;
  for (const ServiceRun& service : services_)
    if (service.process || service.phase == Phase::backoff) names.push_back(service.name);
  if (names.empty()) return;
  std::ranges::sort(names);
  const int id = add_change("stop", "Stop all running services",
                            tasks_for("stop", ordered("stop", names, false), 0));
  (void)wait(id, kNever);
}

void Daemon::forget() {
  services_.clear();
  commands_.clear();
  for (CheckRun& check : checks_)
    if (check.runs()) stop_check(check);
  checks_.clear();
}

void Daemon::abort(ChangeRun& change) {
  if (change.is_ready())
    refuse("cannot abort change " + std::to_string(change.id) + " with nothing pending");
  for (std::size_t i = 0; i < change.tasks.size(); ++i) {
    const TaskPlace place{change.id, static_cast<int>(i)};
    const TaskRun& task = change.tasks[i];
    if (task.status == TaskStatus::do_) changes_.set_status(place, TaskStatus::hold, now_);
    if (task.status == TaskStatus::done && is_live(change, task.lane)) {
      changes_.set_status(place, TaskStatus::undo, now_);
      aborted_.push_back(place);
    }
    if (task.status != TaskStatus::doing) continue;
    changes_.set_status(place, TaskStatus::abort, now_);
    aborted_.push_back(place);
  }
}

/// What an abort leads to, a moment after it was answered.
void Daemon::finish_aborts() {
  for (const TaskPlace& place : std::exchange(aborted_, {})) {
    const TaskRun task = changes_.task(place);
    if (task.status == TaskStatus::undo) done(place);
    if (task.status != TaskStatus::abort) continue;
    ServiceRun* service = task.kind == "start" ? find_service(task.subject) : nullptr;
    if (service && service->start) {
      service->process->signal("SIGKILL", now_);
      run_process(*service);
    } else if (task.kind == "exec") {
      signal_command(place.change, "SIGKILL");
    } else if (task.kind != "stop") {
      if (CheckRun* check = find_check(task.subject)) check->next = check->deadline = kNever;
      done(place);
    }
  }
}

}  // namespace ops::testing
