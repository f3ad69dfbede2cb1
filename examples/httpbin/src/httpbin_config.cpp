#include "httpbin_config.h"

#include <algorithm>
#include <array>

#include "ops/base/fields.h"

OPS_FIELDS(HttpbinConfig, log_level)

namespace {

constexpr std::array<std::string_view, 5> kLogLevels = {"info", "debug", "warning", "error",
                                                        "critical"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

void HttpbinConfig::validate() const {
  if (std::ranges::find(kLogLevels, gunicorn_log_level(*this)) != kLogLevels.end()) return;
  std::string valid;
  for (const std::string_view level : kLogLevels)
    valid.append(valid.empty() ? "" : ", ").append(level);
  throw ops::ValueError("Invalid log level: '" + log_level + "'. Valid values are: " + valid + ".");
}

std::string gunicorn_log_level(const HttpbinConfig& config) {
  std::string level = config.log_level;
  std::ranges::transform(level, level.begin(), lower);
  return level;
}
