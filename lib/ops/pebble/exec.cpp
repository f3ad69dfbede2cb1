#include "ops/pebble/exec.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "ops/base/fields.h"
#include "ops/pebble/errors.h"

namespace ops::pebble {

OPS_FIELDS(ExecOptions, service_context, environment, working_dir, timeout, run_as, stdin,
           keep_stdin, combine_stderr)
OPS_FIELDS(ExecOutput, stdout, stderr)

namespace {

[[noreturn]] void throw_no_input() {
  throw Error(
      "cannot write to the input of a command: it has all of it already; start the command with "
      "keep_stdin, and write before it ends");
}

std::string rest(const std::string& all, std::size_t& read) {
  const std::size_t from = std::min(std::exchange(read, all.size()), all.size());
  return all.substr(from);
}

}  // namespace

RunningCommand::~RunningCommand() = default;
void RunningCommand::write_stdin(std::string_view /*text*/) { throw_no_input(); }
void RunningCommand::close_stdin() { throw_no_input(); }

std::string RunningCommand::read_stdout() {
  wait();
  return rest(output().stdout, stdout_read_);
}

std::string RunningCommand::read_stderr() {
  wait();
  return output().stderr ? rest(*output().stderr, stderr_read_) : std::string();
}

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

void ExecProcess::write_stdin(std::string_view text) { running_->write_stdin(text); }
void ExecProcess::close_stdin() { running_->close_stdin(); }
std::string ExecProcess::read_stdout() { return running_->read_stdout(); }
std::string ExecProcess::read_stderr() { return running_->read_stderr(); }

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
