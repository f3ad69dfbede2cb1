#include "ops/juju/security_event.h"

#include <array>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>

namespace ops::juju {

namespace {

/// As Python's datetime.isoformat(): "2026-11-23T12:00:00.250000+00:00"; whole seconds have no dot.
std::string iso_time(std::int64_t since_epoch_ns) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  const std::time_t seconds = since_epoch_ns / kSecond;
  const auto microseconds = static_cast<int>(since_epoch_ns % kSecond / 1000);
  std::tm utc = {};
  gmtime_r(&seconds, &utc);
  std::array<char, 48> text = {};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &utc);
  std::array<char, 16> fraction = {};
  if (microseconds != 0) std::snprintf(fraction.data(), fraction.size(), ".%06d", microseconds);
  return std::string(text.data()) + fraction.data() + "+00:00";
}

}  // namespace

std::string text_of(const SecurityEvent& event, const JujuContext& context,
                    std::int64_t since_epoch_ns) {
  const nlohmann::ordered_json fields = {
      {"datetime", iso_time(since_epoch_ns)},
      {"level", event.level},
      {"type", "security"},
      {"appid", context.model_uuid + '-' + context.unit_name},
      {"event", event.event},
      {"description", event.description},
  };
  return fields.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace ops::juju
