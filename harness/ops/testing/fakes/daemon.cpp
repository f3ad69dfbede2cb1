#include "ops/testing/fakes/daemon.h"

#include <algorithm>

namespace ops::testing {

namespace {

/// So often the daemon looks at its changes by itself.
constexpr std::int64_t kLooks = 300'000'000'000;

}  // namespace

std::int64_t Daemon::wakes() const {
  if (!aborted_.empty()) return now_;
  std::int64_t next = waiting_.empty() ? kNever : looked_ + kLooks;
  for (const ServiceRun& service : services_) {
    next = std::min({next, service.timer, service.calm});
    if (service.process) next = std::min(next, service.process->wakes());
  }
  for (const CommandRun& command : commands_) {
    next = std::min(next, command.deadline);
    if (command.process) next = std::min(next, command.process->wakes());
  }
  for (const CheckRun& check : checks_) {
    next = std::min({next, check.next, check.deadline});
    if (check.process) next = std::min(next, check.process->wakes());
  }
  return next;
}

/// Each once, in a fixed order: what a moment brings.
void Daemon::fire() {
  finish_aborts();
  if (!waiting_.empty() && now_ >= looked_ + kLooks) look_at_changes();
  for (ServiceRun& service : services_) {
    if (exit_code_) return;
    if (service.process && service.process->wakes() <= now_) run_process(service);
    if (service.timer <= now_) fire_timer(service);
    if (service.calm > now_) continue;
    service.calm = kNever;
    service.backoff_ns = 0;
  }
  for (CommandRun& command : commands_)
    if (command.deadline <= now_ || (command.process && command.process->wakes() <= now_))
      play(command);
  for (CheckRun& check : checks_) {
    if (exit_code_) return;
    if (check.deadline <= now_ || (check.process && check.process->wakes() <= now_)) play(check);
    if (check.next <= now_) begin_run(check);
  }
  pump();
}

void Daemon::advance_to(std::int64_t time) {
  for (std::int64_t next; !exit_code_ && (next = wakes()) <= time;) {
    now_ = std::max(now_, next);
    world_.set_time(now_);
    fire();
  }
  now_ = std::max(now_, time);
  world_.set_time(now_);
}

}  // namespace ops::testing
