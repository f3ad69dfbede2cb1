#include "ops/pebble/exec.h"

#include <cstring>
#include <utility>

#include "ops/base/fields.h"
#include "ops/pebble/errors.h"

namespace ops::pebble {

OPS_FIELDS(ExecOptions, service_context, environment, working_dir, timeout, run_as, stdin,
           combine_stderr)
OPS_FIELDS(ExecOutput, stdout, stderr)

RunningCommand::~RunningCommand() = default;

ExecProcess::ExecProcess(List<std::string> command, RunningCommand* running)
    : command_(command), running_(running) {}
ExecProcess::ExecProcess(ExecProcess&& other) noexcept
    : command_(other.command_), running_(std::exchange(other.running_, nullptr)) {}
ExecProcess::~ExecProcess() { delete running_; }

void ExecProcess::wait() {
  const int exit_code = running_->wait();
  if (exit_code != 0) throw ExecError(command_, exit_code, {}, {});
}

ExecOutput ExecProcess::wait_output() {
  const int exit_code = running_->wait();
  const ExecOutput& output = running_->output();
  if (exit_code != 0) throw ExecError(command_, exit_code, output.stdout, output.stderr);
  return output;
}

void ExecProcess::send_signal(const std::string& signal) { running_->send_signal(signal); }
void ExecProcess::send_signal(int signal) { send_signal(signal_name(signal)); }

std::string signal_name(int signal) {
  const char* name = sigabbrev_np(signal);
  if (name == nullptr)
    throw ValueError("cannot send signal " + std::to_string(signal) +
                     ": there is none of this number; give one of <csignal>");
  return std::string("SIG") + name;
}

}  // namespace ops::pebble
