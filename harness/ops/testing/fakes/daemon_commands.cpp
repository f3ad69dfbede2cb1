#include <algorithm>

#include "ops/base/errors.h"
#include "ops/pebble/durations.h"
#include "ops/testing/fakes/daemon.h"
#include "ops/testing/fakes/signals.h"

namespace ops::testing {

int Daemon::start_command(CommandRun command) {
  const std::string program = command.launch.words[0];
  const std::string summary = "Execute command \"" + program + '"';
  const int next = changes_.next_id();
  command.change = next;
  commands_.push_back(std::move(command));
  return start_change("exec", summary, {{.kind = "exec", .subject = program, .summary = summary}});
}

CommandRun* Daemon::find_command(int change) {
  const auto at = std::ranges::find(commands_, change, &CommandRun::change);
  return at == commands_.end() ? nullptr : &*at;
}

void Daemon::run_command(const TaskPlace& place) {
  CommandRun& command = *find_command(place.change);
  if (command.timeout_ns > 0) command.deadline = now_ + command.timeout_ns;
  try {
    command.process.emplace(world_.start(command.launch), now_);
    play(command);
  } catch (const ValueError& error) {
    changes_.task(place).exit_code = -1;
    changes_.fail(place, error.what(), now_);
  }
}

namespace {

bool holds_output(const Process& process) { return !process.ended() || process.has_children(); }

/// Its deadline has passed.
bool is_late(const CommandRun& command) {
  return command.timeout_ns > 0 && command.deadline == kNever;
}

}  // namespace

/// Lets it run up to now. It is done when nobody can write to its output any more; who is late is
/// killed, and its children are not.
void Daemon::play(CommandRun& command) {
  if (!command.process) return;
  for (const Written& written : command.process->run(now_))
    (written.to_stderr && !command.combine_stderr ? command.err : command.out) += written.text;
  if (holds_output(*command.process) && command.deadline <= now_) {
    command.process->signal("SIGKILL", now_);
    command.deadline = kNever;
  }
  if (!holds_output(*command.process)) end_command(command);
}

void Daemon::end_command(CommandRun& command) {
  const TaskPlace place{command.change, 0};
  const bool late = is_late(command);
  changes_.task(place).exit_code = late ? -1 : command.process->exit_code();
  command.process.reset();
  command.deadline = kNever;
  if (!late) return done(place);
  changes_.fail(place,
                "timed out after " + pebble::duration_text(command.timeout_ns) +
                    ": context deadline exceeded",
                now_);
}

void Daemon::feed_command(int change, const std::string& text, bool is_last) {
  CommandRun* command = find_command(change);
  if (!command || !command->process) return;
  command->process->feed(text, is_last, now_);
  play(*command);
}

void Daemon::wait_for_output(int change, std::size_t out, std::size_t err) {
  for (;;) {
    const CommandRun* command = find_command(change);
    const std::int64_t next = wakes();
    if (!command || !command->process || next == kNever) return;
    if (command->out.size() > out || command->err.size() > err) return;
    advance_to(std::max(next, now_));
  }
}

void Daemon::signal_command(int change, const std::string& signal) {
  CommandRun* command = find_command(change);
  if (!command || !command->process || signal_number(signal) == 0) return;
  command->process->signal(signal, now_);
  play(*command);
}

}  // namespace ops::testing
