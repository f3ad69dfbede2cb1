#pragma once
/// The websockets of one command that Pebble runs. For HttpClient's .cpp files.

#include <cstdint>
#include <memory>
#include <string>

#include "ops/pebble/exec.h"

namespace ops::pebble {

/// Sends a command's input and takes its output, as long as somebody calls.
class CommandSockets {
 public:
  struct Parts {
    std::string socket_path;
    std::string task_id;
    base::Duration connect_timeout;  ///< Of each of the three.
    bool split_stderr;
    std::string stdin;
    bool keep_stdin;
  };
  /// Connects, and sends what of the input Pebble takes at once. Throws ConnectionError when Pebble
  /// refuses, which it does when the command has ended already.
  explicit CommandSockets(const Parts& parts);
  CommandSockets(const CommandSockets&) = delete;
  CommandSockets& operator=(const CommandSockets&) = delete;
  ~CommandSockets();  ///< Closes them: a command that still runs is killed.

  /// Until the outputs end, or the time of the steady clock comes; whether they have ended.
  bool run_until(std::int64_t monotonic_ns);
  /// Until there is some of this output, or it ends.
  void wait_for(bool stderr);
  /// Until Pebble has taken it, or does not want it any more.
  void write_stdin(std::string_view text);
  void end_stdin();
  /// `json` is an order: {"command":"signal",...}. Throws ConnectionError when nobody takes it.
  void order(const std::string& json);
  /// What has come so far, and has not been taken.
  std::string take_stdout();
  std::string take_stderr();

 private:
  struct Io;
  std::unique_ptr<Io> io_;
};

}  // namespace ops::pebble
