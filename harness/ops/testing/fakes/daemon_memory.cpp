/// What a daemon remembers, and how it goes on from that.
#include "ops/base/list_builder.h"
#include "ops/testing/fakes/daemon.h"

namespace ops::testing {

namespace {

template <class Memory>
Memory with_program(const Memory& known, const std::optional<Process>& process) {
  Memory memory = known;
  memory.program = {};
  if (process) memory.program = process->memory();
  return memory;
}

CommandMemory memory_of(const CommandRun& command) {
  return {.change = command.change,
          .words = command.launch.words,
          .environment = command.launch.environment,
          .working_dir = command.launch.working_dir,
          .owner = command.launch.owner,
          .stdin = command.launch.stdin,
          .keep_stdin = command.launch.keep_stdin,
          .timeout_ns = command.timeout_ns,
          .deadline = command.deadline,
          .program = command.process->memory()};
}

}  // namespace

void Daemon::restore(const PebbleMemory& memory) {
  changes_.restore(memory);
  aborted_.assign(memory.aborted.begin(), memory.aborted.end());
  waiting_.assign(memory.waiting.begin(), memory.waiting.end());
  if (memory.looked != 0) looked_ = memory.looked;
  lines_.assign(memory.lines.begin(), memory.lines.end());
  identities_ = memory.identities;
  last_notice_ = memory.last_notice;
  for (const CommandMemory& one : memory.commands) restore(one);
}

/// Nobody is left to write to it.
void Daemon::restore(const CommandMemory& memory) {
  CommandRun command{.change = memory.change,
                     .launch = {.words = memory.words,
                                .environment = memory.environment,
                                .whole_environment = true,
                                .working_dir = memory.working_dir,
                                .owner = memory.owner,
                                .stdin = memory.stdin,
                                .keep_stdin = memory.keep_stdin},
                     .timeout_ns = memory.timeout_ns,
                     .deadline = memory.deadline};
  command.process = world_.resume(command.launch, memory.program, now_);
  if (memory.keep_stdin) command.process->feed({}, true, now_);
  commands_.push_back(std::move(command));
}

void Daemon::write(PebbleMemory& memory) const {
  memory.now = now_;
  changes_.write(memory);
  memory.aborted = {aborted_.data(), aborted_.size()};
  memory.waiting = {waiting_.data(), waiting_.size()};
  memory.looked = looked_;
  memory.lines = {lines_.data(), lines_.size()};
  memory.identities = identities_;
  memory.last_notice = last_notice_;
  base::ListBuilder<ServiceMemory> services;
  for (const ServiceRun& service : services_)
    services.add(with_program<ServiceMemory>(service, service.process));
  memory.services = services.done();
  base::ListBuilder<CheckMemory> checks;
  for (const CheckRun& check : checks_) checks.add(with_program<CheckMemory>(check, check.process));
  memory.checks = checks.done();
  base::ListBuilder<CommandMemory> commands;
  for (const CommandRun& command : commands_)
    if (command.process) commands.add(memory_of(command));
  memory.commands = commands.done();
}

}  // namespace ops::testing
