/// Files and commands of the fake Pebble.
#include "ops/base/errors.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/go_text.h"
#include "ops/testing/fakes/command_actions.h"
#include "ops/testing/fakes/fake_pebble.h"
#include "ops/testing/fakes/file_actions.h"

namespace ops::testing {

Disk& FakePebble::connected_disk() {
  check_connection();
  return world_.disk();
}

void FakePebble::push(const std::string& path, std::string_view source,
                      const pebble::PushOptions& options) {
  push_file(connected_disk(), path, source, options, now());
}

std::string FakePebble::pull(const std::string& path) { return pull_file(connected_disk(), path); }

pebble::List<pebble::FileInfo> FakePebble::list_files(const std::string& path,
                                                      const pebble::ListFilesOptions& options) {
  return testing::list_files(connected_disk(), path, options);
}

void FakePebble::make_dir(const std::string& path, const pebble::MakeDirOptions& options) {
  testing::make_dir(connected_disk(), path, options, now());
}

void FakePebble::remove_path(const std::string& path, const pebble::RemovePathOptions& options) {
  testing::remove_path(connected_disk(), path, options);
}

namespace {

[[noreturn]] void refuse(int code, const char* status, const std::string& message) {
  throw pebble::APIError(code, status, message);
}

/// What the command's service context says, as far as the options do not.
pebble::ExecOptions with_context(pebble::ExecOptions options, const pebble::Plan& plan) {
  if (options.service_context.empty()) return options;
  const pebble::Service* service = plan.services.find(options.service_context);
  if (!service)
    refuse(400, "Bad Request",
           "context service " + pebble::go_quoted(options.service_context) + " not found");
  auto environment = service->environment;
  for (const auto& [name, value] : options.environment) environment = environment.with(name, value);
  options.environment = environment;
  if (options.working_dir.empty()) options.working_dir = *service->working_dir;
  pebble::Owner& owner = options.run_as;
  if (!owner.user_id) owner.user_id = service->user_id;
  if (!owner.user && !service->user.empty()) owner.user = *service->user;
  if (!owner.group_id) owner.group_id = service->group_id;
  if (!owner.group && !service->group.empty()) owner.group = *service->group;
  return options;
}

}  // namespace

/// A command that the daemon runs.
class FakeCommand final : public pebble::RunningCommand {
 public:
  FakeCommand(FakePebble& pebble, int change, std::int64_t timeout_ns, bool combined)
      : pebble_(pebble), change_(change), timeout_ns_(timeout_ns), combined_(combined) {}

  int wait() override {
    Daemon& daemon = pebble_.daemon();
    const std::int64_t second = 1'000'000'000;
    const std::int64_t deadline = timeout_ns_ < 0 ? kNever : daemon.now() + timeout_ns_ + second;
    if (!daemon.wait(change_, deadline))
      throw pebble::TimeoutError("timed out waiting for change " + std::to_string(change_) + " (" +
                                 std::to_string((timeout_ns_ + second) / second) + " seconds)");
    const ChangeRun& change = *daemon.changes().find(change_);
    const CommandRun& command = *daemon.find_command(change_);
    output_ = {.stdout = command.out};
    if (!combined_) output_.stderr = command.err;
    pebble::throw_if_failed(record_of(change));
    return change.tasks[0].exit_code.value_or(-1);
  }
  const pebble::ExecOutput& output() const override { return output_; }
  void send_signal(const std::string& signal) override {
    pebble_.daemon().signal_command(change_, signal);
  }

 private:
  FakePebble& pebble_;
  int change_;
  std::int64_t timeout_ns_;
  bool combined_;
  pebble::ExecOutput output_ = {};
};

pebble::ExecProcess FakePebble::run_program(const pebble::Names& command,
                                            const pebble::ExecOptions& given) {
  const auto& own = world_.environment();
  const std::string* path = own.find("PATH");
  try {
    (void)world_.find_program(command[0], path ? *path : "");
  } catch (const ValueError&) {
    refuse(400, "Bad Request", "cannot find executable " + pebble::go_quoted(command[0]));
  }
  const pebble::ExecOptions options = with_context(given, world_.plan());
  CommandRun run{.launch = launch_of_command(command, options, world_),
                 .combine_stderr = options.combine_stderr};
  if (options.timeout) run.timeout_ns = options.timeout->ns();
  const std::int64_t timeout_ns = options.timeout ? options.timeout->ns() : -1;
  const int change = daemon().start_command(std::move(run));
  return {command, new FakeCommand(*this, change, timeout_ns, options.combine_stderr)};
}

pebble::ExecProcess FakePebble::exec(const pebble::Names& command,
                                     const pebble::ExecOptions& options) {
  if (command.empty()) throw ValueError("command must contain at least one item");
  check_connection();
  (void)with_context(options, options.service_context.empty() ? pebble::Plan() : world_.plan());
  const bool mocked = find_exec(container_.execs, command) != nullptr;
  pebble::ExecProcess process = !mocked && world_.knows(command[0])
                                    ? run_program(command, options)
                                    : run_mocked(container_, command, options);
  exec_history_.add(exec_args_of(command, options));
  return process;
}

}  // namespace ops::testing
