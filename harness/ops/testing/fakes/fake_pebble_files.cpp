/// Files and commands of the fake Pebble.
#include <algorithm>
#include <utility>

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
  FakeCommand(FakePebble& pebble, int change, const pebble::ExecOptions& options)
      : pebble_(pebble),
        change_(change),
        timeout_(options.timeout),
        combined_(options.combine_stderr) {}

  int wait() override {
    Daemon& daemon = pebble_.daemon();
    const std::int64_t limit = timeout_ ? std::max<std::int64_t>(0, timeout_->ns() + kSecond) : 0;
    if (!daemon.wait(change_, timeout_ ? daemon.now() + limit : kNever))
      throw pebble::TimeoutError("timed out waiting for change " + std::to_string(change_) + " (" +
                                 std::to_string(limit / kSecond) + " seconds)");
    const ChangeRun& change = *daemon.changes().find(change_);
    const CommandRun& command = *daemon.find_command(change_);
    output_ = {.stdout = command.out.substr(out_read_)};
    if (!combined_) output_.stderr = command.err.substr(err_read_);
    pebble::throw_if_failed(record_of(change));
    return change.tasks[0].exit_code.value_or(-1);
  }
  const pebble::ExecOutput& output() const override { return output_; }
  void send_signal(const std::string& signal) override {
    pebble_.daemon().signal_command(change_, signal);
  }
  void write_stdin(std::string_view text) override {
    pebble_.daemon().feed_command(change_, std::string(text), false);
  }
  void close_stdin() override { pebble_.daemon().feed_command(change_, {}, true); }
  std::string read_stdout() override {
    pebble_.daemon().wait_for_output(change_, out_read_, kMost);
    return unread(pebble_.daemon().find_command(change_)->out, out_read_);
  }
  std::string read_stderr() override {
    pebble_.daemon().wait_for_output(change_, kMost, err_read_);
    return unread(pebble_.daemon().find_command(change_)->err, err_read_);
  }

 private:
  static constexpr std::int64_t kSecond = 1'000'000'000;
  static constexpr std::size_t kMost = std::string::npos;

  static std::string unread(const std::string& all, std::size_t& read) {
    return all.substr(std::exchange(read, all.size()));
  }

  FakePebble& pebble_;
  int change_;
  base::Optional<base::Duration> timeout_;
  bool combined_;
  std::size_t out_read_ = 0;
  std::size_t err_read_ = 0;
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
  const int change = daemon().start_command(std::move(run));
  return {command, new FakeCommand(*this, change, options)};
}

pebble::ExecProcess FakePebble::exec(const pebble::Names& command,
                                     const pebble::ExecOptions& options) {
  if (command.empty()) throw ValueError("command must contain at least one item");
  check_connection();
  const bool is_played = !find_exec(container_.execs, command) && world_.knows(command[0]);
  if (!is_played && !options.service_context.empty()) (void)with_context(options, world_.plan());
  pebble::ExecProcess process =
      is_played ? run_program(command, options) : run_mocked(container_, command, options);
  exec_history_.add(exec_args_of(command, options));
  return process;
}

}  // namespace ops::testing
