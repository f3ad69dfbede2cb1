#pragma once
/// Writing to Juju's log.

#include <string_view>

namespace ops {

/// Juju's levels (in lower case: DEBUG and ERROR are often macros).
enum class LogLevel { trace, debug, info, warning, error, critical };

/// "WARNING", as `juju-log --log-level` takes it.
std::string_view to_string(LogLevel level);

/// Writes lines to Juju's log: `juju debug-log` shows them, and a test finds them in
/// `Context::juju_log`. What logging.getLogger() is in a Python charm.
///
/// An empty message is not sent, as in ops.
class Logger {
 public:
  virtual ~Logger();
  virtual void log(LogLevel level, std::string_view message) = 0;

  void debug(std::string_view message) { log(LogLevel::debug, message); }
  void info(std::string_view message) { log(LogLevel::info, message); }
  void warning(std::string_view message) { log(LogLevel::warning, message); }
  void error(std::string_view message) { log(LogLevel::error, message); }
  void critical(std::string_view message) { log(LogLevel::critical, message); }
};

}  // namespace ops
