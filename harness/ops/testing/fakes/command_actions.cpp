#include "ops/testing/fakes/command_actions.h"

#include <algorithm>

#include "ops/base/errors.h"
#include "ops/base/values.h"

namespace ops::testing {

namespace {

/// A command that has ended.
class EndedCommand final : public pebble::RunningCommand {
 public:
  EndedCommand(int exit_code, pebble::ExecOutput output)
      : exit_code_(exit_code), output_(std::move(output)) {}
  int wait() override { return exit_code_; }
  const pebble::ExecOutput& output() const override { return output_; }
  void send_signal(const std::string&) override {}  // nobody is left to get it

 private:
  int exit_code_;
  pebble::ExecOutput output_;
};

bool begins_with(const List<std::string>& command, const List<std::string>& prefix) {
  return prefix.size() <= command.size() &&
         std::equal(prefix.begin(), prefix.end(), command.begin());
}

/// Null when none fits.
const Exec* longest_fit(const Set<Exec>& execs, const List<std::string>& command) {
  const Exec* best = nullptr;
  for (const Exec& exec : execs)
    if (begins_with(command, exec.command_prefix) &&
        (!best || exec.command_prefix.size() > best->command_prefix.size()))
      best = &exec;
  return best;
}

Optional<std::string> if_said(const std::string& text) {
  if (text.empty()) return {};
  return text;
}

}  // namespace

ExecArgs exec_args_of(const List<std::string>& command, const pebble::ExecOptions& options) {
  return {.command = command,
          .environment = options.environment,
          .working_dir = if_said(options.working_dir),
          .timeout = options.timeout,
          .user_id = options.run_as.user_id,
          .user = options.run_as.user,
          .group_id = options.run_as.group_id,
          .group = options.run_as.group,
          .stdin = options.stdin,
          .combine_stderr = options.combine_stderr,
          .service_context = options.service_context};
}

pebble::ExecProcess run_mocked(const Container& container, const List<std::string>& command,
                               const pebble::ExecOptions& options) {
  const Exec* exec = longest_fit(container.execs, command);
  if (!exec)
    throw RuntimeError("cannot run " + base::to_string(command) + " in container '" +
                       static_cast<const std::string&>(container.name) +
                       "': none of its execs says how that ends; add testing::Exec{" +
                       ".command_prefix = {\"" + command[0] + "\"}} to Container::execs");
  pebble::ExecOutput output{.stdout = exec->stdout};
  if (options.combine_stderr)
    output.stdout += exec->stderr;
  else
    output.stderr = exec->stderr;
  return {command, new EndedCommand(exec->return_code, std::move(output))};
}

}  // namespace ops::testing
