#include "ops/base/iso_time.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace ops::base {

std::string iso_time(std::int64_t since_epoch_ns) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  const std::int64_t into_second = (since_epoch_ns % kSecond + kSecond) % kSecond;
  const std::time_t seconds = (since_epoch_ns - into_second) / kSecond;
  std::tm utc = {};
  gmtime_r(&seconds, &utc);
  std::array<char, 48> text = {};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &utc);
  std::array<char, 16> fraction = {};
  const auto microseconds = static_cast<int>(into_second / 1000);
  if (microseconds != 0) std::snprintf(fraction.data(), fraction.size(), ".%06d", microseconds);
  return std::string(text.data()) + fraction.data();
}

}  // namespace ops::base
