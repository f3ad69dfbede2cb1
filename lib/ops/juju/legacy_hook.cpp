#include "ops/juju/legacy_hook.h"

#include <unistd.h>

#include <filesystem>
#include <string>
#include <system_error>

#include "ops/juju/process.h"

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

int run_and_tell(const fs::path& file, const std::string& name, Logger& logger) {
  logger.info("Running legacy " + name + ".");
  try {
    const Finished hook = run_attached(file.string());
    const int status = hook.signal != 0 ? -hook.signal : hook.exit_code;  // as Python counts
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
