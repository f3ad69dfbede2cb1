#include "ops/base/log.h"

#include <array>
#include <cstddef>

namespace ops {

Logger::~Logger() = default;

std::string_view to_string(LogLevel level) {
  constexpr std::array<std::string_view, 6> kNames = {"TRACE",   "DEBUG", "INFO",
                                                      "WARNING", "ERROR", "CRITICAL"};
  return kNames.at(static_cast<std::size_t>(level));
}

}  // namespace ops
