#pragma once
#include <optional>
#include <string>
#include <vector>

/// The machine, as far as the charm works with it. A test has one of its own, in memory.
///
/// What cannot be done is an ops::RuntimeError that says what and why.
class Host {
 public:
  virtual ~Host() = default;

  // ---- packages of the distribution
  virtual void update_package_index() = 0;
  virtual void install_package(const std::string& name, const std::string& version) = 0;
  virtual void remove_package(const std::string& name) = 0;

  // ---- programs and processes
  /// Whether a program of this name is on PATH.
  virtual bool has_program(const std::string& name) = 0;
  /// Runs a program to its end, without a shell, and returns what it wrote to stdout. An exit code
  /// other than 0 is an error, which tells what it wrote to stderr.
  virtual std::string run(const std::vector<std::string>& argv) = 0;
  virtual bool has_process(int pid) = 0;
  virtual void send_signal(int pid, int signal) = 0;

  // ---- files, by absolute path
  /// None when there is no such file.
  virtual std::optional<std::string> read_file(const std::string& path) = 0;
  /// Makes the directories that lead to it, too.
  virtual void write_file(const std::string& path, const std::string& content) = 0;
  /// A file, or an empty directory; nothing when there is none.
  virtual void remove(const std::string& path) = 0;
};

/// The machine that this program runs on.
Host& this_machine();
