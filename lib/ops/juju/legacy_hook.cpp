#include "ops/juju/legacy_hook.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <string>
#include <system_error>

extern char** environ;  // NOLINT: POSIX has it so

namespace ops::juju {

namespace {

namespace fs = std::filesystem;

/// Empty when there is none.
fs::path find_hook(const JujuContext& context) {
  std::error_code failed;
  fs::path file = fs::path(context.charm_dir) / context.dispatch_path;
  const fs::file_status status = fs::status(file, failed);
  return fs::exists(status) && !fs::is_directory(status) ? file : fs::path();
}

bool is_this_program(const fs::path& file) {
  std::error_code failed;
  return fs::equivalent(file, "/proc/self/exe", failed);
}

/// Its exit code, or less than nothing: the signal that ended it. Throws std::system_error.
int run_to_end(std::string program) {
  std::array<char*, 2> arguments = {program.data(), nullptr};
  pid_t child = -1;
  const int code =
      posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments.data(), environ);
  if (code != 0) throw std::system_error(code, std::generic_category());
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) throw std::system_error(errno, std::generic_category());
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

int run_and_tell(const fs::path& file, const std::string& name, Logger& logger) {
  logger.info("Running legacy " + name + ".");
  try {
    const int status = run_to_end(file.string());
    logger.log(status == 0 ? LogLevel::debug : LogLevel::warning,
               "Legacy " + name + " exited with status " + std::to_string(status) + ".");
    return status < 0 ? 256 + status : status;
  } catch (const std::system_error& error) {
    logger.warning("Unable to run legacy " + name + ": " + error.code().message() + ": '" +
                   file.string() + "'");
    return 1;
  }
}

}  // namespace

int run_legacy_hook(const JujuContext& context, Logger& logger) {
  const std::string& name = context.dispatch_path;
  const fs::path file = find_hook(context);
  if (file.empty()) return 0;
  if (access(file.c_str(), X_OK) != 0) {
    logger.warning("Legacy " + name + " exists but is not executable.");
    return 0;
  }
  if (is_this_program(file)) {
    logger.debug("Legacy " + name + " is just a link to ourselves.");
    return 0;
  }
  return run_and_tell(file, name, logger);
}

}  // namespace ops::juju
