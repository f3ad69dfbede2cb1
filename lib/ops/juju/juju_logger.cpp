#include "ops/juju/juju_logger.h"

#include <cstdio>
#include <ctime>

#include "ops/base/clock.h"
#include "ops/juju/backend.h"

namespace ops::juju {

namespace {

/// "2024-05-01 12:00:00,250 INFO     message", in local time, as Python's logging writes it.
void write_to_stderr(LogLevel level, std::string_view message) {
  const std::int64_t now_ms = base::SystemClock().since_epoch_ns() / 1'000'000;
  const std::time_t seconds = now_ms / 1000;
  std::tm local = {};
  localtime_r(&seconds, &local);
  char time[32];
  std::strftime(time, sizeof time, "%Y-%m-%d %H:%M:%S", &local);
  const std::string name(to_string(level));
  std::fprintf(stderr, "%s,%03d %-8s %.*s\n", time, static_cast<int>(now_ms % 1000), name.c_str(),
               static_cast<int>(message.size()), message.data());
}

}  // namespace

void JujuLogger::log(LogLevel level, std::string_view message) {
  if (message.empty()) return;
  backend_->log(level, message);
  if (to_stderr_) write_to_stderr(level, message);
}

}  // namespace ops::juju
