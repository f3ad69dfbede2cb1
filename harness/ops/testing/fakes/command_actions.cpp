#include "ops/testing/fakes/command_actions.h"

#include <algorithm>

#include "ops/base/errors.h"
#include "ops/base/values.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/go_text.h"
#include "ops/testing/fakes/users.h"

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

Optional<std::string> if_said(const std::string& text) {
  if (text.empty()) return {};
  return text;
}

}  // namespace

const Exec* find_exec(const Set<Exec>& execs, const List<std::string>& command) {
  const Exec* best = nullptr;
  for (const Exec& exec : execs)
    if (begins_with(command, exec.command_prefix) &&
        (!best || exec.command_prefix.size() > best->command_prefix.size()))
      best = &exec;
  return best;
}

namespace {

using Environment = base::Map<std::string, std::string>;

/// Throws APIError for a directory that there is not, where it is known what there is.
void check_directory(ContainerWorld& world, const std::string& directory, const char* what) {
  if (!world.is_complete()) return;
  const std::string start =
      std::string("cannot call exec: ") + what + ' ' + pebble::go_quoted(directory);
  try {
    if (world.disk().find(directory).is_directory()) return;
  } catch (const DiskError&) {
    throw pebble::APIError(500, "Internal Server Error", start + " does not exist");
  }
  throw pebble::APIError(500, "Internal Server Error", start + " not a directory");
}

Environment with_default(const Environment& all, const char* name, const std::string& value) {
  const std::string* known = all.find(name);
  return (known && !known->empty()) || value.empty() ? all : all.with(name, value);
}

}  // namespace

Launch launch_of_command(const List<std::string>& command, const pebble::ExecOptions& options,
                         ContainerWorld& world) {
  pebble::Owner owner;
  try {
    owner = world.look_up(options.run_as);
  } catch (const ValueError& error) {
    throw pebble::APIError(400, "Bad Request", error.what());
  }
  Environment all = world.environment();
  const bool other = owner.user_id && *owner.user_id != 0;
  if (other) all = all.without("HOME").without("USER");
  for (const auto& [name, value] : options.environment) all = all.with(name, value);
  all = with_default(all, "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
  if (owner.user_id) {
    const Users users(world.disk());
    if (const User* user = users.find(*owner.user_id)) {
      all = with_default(all, "HOME", user->home);
      all = with_default(all, "USER", user->name);
    }
  }
  all = with_default(all, "LANG", "C.UTF-8");
  std::string directory = options.working_dir;
  if (!directory.empty()) check_directory(world, directory, "working directory");
  if (const std::string* home = all.find("HOME"); directory.empty() && home && !home->empty()) {
    directory = *home;
    check_directory(world, directory, "home directory");
  }
  return {.words = command,
          .environment = all,
          .whole_environment = true,
          .working_dir = directory.empty() ? "/" : directory,
          .owner = owner,
          .stdin = options.stdin,
          .keep_stdin = options.keep_stdin};
}

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
  const Exec* exec = find_exec(container.execs, command);
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
