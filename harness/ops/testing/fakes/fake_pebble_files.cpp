/// Files and commands of the fake Pebble.
#include "ops/base/errors.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/go_text.h"
#include "ops/testing/fakes/command_actions.h"
#include "ops/testing/fakes/fake_pebble.h"
#include "ops/testing/fakes/file_actions.h"
#include "ops/testing/fakes/signals.h"

namespace ops::testing {

Disk& FakePebble::disk() {
  check_connection();
  if (!disk_) disk_ = std::make_unique<Disk>(container_);
  return *disk_;
}

void FakePebble::push(const std::string& path, std::string_view source,
                      const pebble::PushOptions& options) {
  push_file(disk(), path, source, options, now());
}

std::string FakePebble::pull(const std::string& path) { return pull_file(disk(), path); }

pebble::List<pebble::FileInfo> FakePebble::list_files(const std::string& path,
                                                      const pebble::ListFilesOptions& options) {
  return testing::list_files(disk(), path, options);
}

void FakePebble::make_dir(const std::string& path, const pebble::MakeDirOptions& options) {
  testing::make_dir(disk(), path, options, now());
}

void FakePebble::remove_path(const std::string& path, const pebble::RemovePathOptions& options) {
  testing::remove_path(disk(), path, options);
}

pebble::ExecProcess FakePebble::exec(const pebble::Names& command,
                                     const pebble::ExecOptions& options) {
  if (command.empty()) throw ValueError("command must contain at least one item");
  check_connection();
  const std::string& context = options.service_context;
  if (!context.empty() && !plan().services.contains(context))
    throw pebble::APIError(400, "Bad Request",
                           "context service " + pebble::go_quoted(context) + " not found");
  pebble::ExecProcess process = run_mocked(container_, command, options);
  exec_history_.add(exec_args_of(command, options));
  return process;
}

/// Whom it reaches does not notice: the fake's services only run.
void FakePebble::send_signal(const std::string& signal, const pebble::Names& services) {
  check_connection();
  if (services.empty())
    throw pebble::APIError(400, "Bad Request", "must specify one or more services");
  std::string faults;
  for (const std::string& service : services) {
    const pebble::ServiceStatus* status = container_.service_statuses.find(service);
    const bool runs = status && *status == pebble::ServiceStatus::active;
    if (runs && signal_number(signal) != 0) continue;
    faults +=
        (faults.empty() ? "" : "; ") + ("cannot send signal to " + pebble::go_quoted(service)) +
        ": " +
        (runs ? "invalid signal name " + pebble::go_quoted(signal) : "service is not running");
  }
  if (!faults.empty()) throw pebble::APIError(500, "Internal Server Error", faults);
}

}  // namespace ops::testing
