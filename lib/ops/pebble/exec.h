#pragma once
/// Commands that Pebble runs in a container, beside its services.

#include "ops/pebble/files.h"

namespace ops::pebble {

struct ExecOptions {
  /// A service whose environment, user, group and working directory the command gets, as far as
  /// they are not said here. A Juju before 3.1.6, and 3.2.0, does not know it.
  std::string service_context = {};
  Map<std::string, std::string> environment = {};  ///< On top of Pebble's own.
  std::string working_dir = {};                    ///< Empty: the user's home.
  Optional<base::Duration> timeout = {};  ///< After it Pebble kills the command; none: never.
  Owner run_as = {};                      ///< Pebble's default is its own user.
  std::string stdin = {};                 ///< All of it: behind it the input ends, unless
  bool keep_stdin = false;                ///< there is more to come, by ExecProcess::write_stdin().
  bool combine_stderr = false;            ///< What goes to stderr stands in stdout.
  OPS_VALUE(ExecOptions);
};

/// What a command wrote: bytes, which need not be UTF-8.
struct ExecOutput {
  std::string stdout = {};
  Optional<std::string> stderr = {};  ///< None when it was combined with stdout.
  OPS_VALUE(ExecOutput);
};

/// What stands behind an ExecProcess: a command that runs.
class RunningCommand {
 public:
  virtual ~RunningCommand();
  /// Waits until the command has ended, and returns its exit code. May be called again. Throws
  /// ChangeError, TimeoutError and ConnectionError.
  virtual int wait() = 0;
  /// What it has written, when it has ended.
  virtual const ExecOutput& output() const = 0;
  virtual void send_signal(const std::string& signal) = 0;
  /// As ExecProcess has them. Without one of its own, a command has its input whole before it runs,
  /// and its output is there when it has ended.
  virtual void write_stdin(std::string_view text);
  virtual void close_stdin();
  virtual std::string read_stdout();
  virtual std::string read_stderr();

 private:
  std::size_t stdout_read_ = 0, stderr_read_ = 0;
};

/// `ops.pebble.ExecProcess`. A command that nobody waits for is killed when its ExecProcess goes.
class ExecProcess {
 public:
  /// Takes `running` over.
  ExecProcess(List<std::string> command, RunningCommand* running);
  ExecProcess(ExecProcess&&) noexcept;
  ExecProcess& operator=(ExecProcess&&) = delete;
  ~ExecProcess();

  /// Both wait until the command has ended: for as long as ExecOptions::timeout says and a second
  /// more, then TimeoutError; forever when it says nothing. Throw ChangeError when Pebble could not
  /// start the command, or killed it since the time was up; ExecError, from wait_output() with all
  /// that was written, when its exit code is not 0.
  void wait();
  ExecOutput wait_output();

  /// Sends more to the command's input, where ExecOptions::keep_stdin keeps it open, and ends it.
  /// What the command does not want is lost. Throw Error where there is no input to write to.
  void write_stdin(std::string_view text);
  void close_stdin();
  /// What the command has written since this was called last, which wait_output() then leaves out;
  /// waits for some when there is none. Empty when there will be no more.
  std::string read_stdout();
  std::string read_stderr();

  /// By name ("SIGTERM") or number, which is a ValueError when there is none.
  void send_signal(const std::string& signal);
  void send_signal(int signal);

 private:
  List<std::string> command_;
  RunningCommand* running_;
};

/// "SIGHUP" of 1. Throws ValueError for a number that is no signal's.
std::string signal_name(int signal);

}  // namespace ops::pebble
