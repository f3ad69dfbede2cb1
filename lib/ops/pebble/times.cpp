#include "ops/pebble/times.h"

#include "ops/base/errors.h"

namespace ops::pebble {

namespace {

constexpr std::int64_t kMinute = 60'000'000'000;
constexpr std::size_t kOffsetLength = 6;  // "+02:00"

[[noreturn]] void fail(std::string_view text) {
  throw ParseError("cannot read '" + std::string(text) +
                   "': it is no time like 2024-05-01T12:00:00Z, of a year from 1678 to 2261");
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int two_digits(std::string_view all, std::string_view text) {
  if (!is_digit(text[0]) || !is_digit(text[1])) fail(all);
  return (text[0] - '0') * 10 + text[1] - '0';
}

}  // namespace

base::Timestamp timestamp_of(std::string_view rfc3339) {
  const std::string_view year = rfc3339.substr(0, 4);
  if (year.size() < 4 || year < "1678" || year > "2261") fail(rfc3339);
  if (rfc3339.ends_with('Z') || rfc3339.ends_with('z')) return base::Timestamp(rfc3339);
  if (rfc3339.size() < kOffsetLength) fail(rfc3339);
  const std::string_view offset = rfc3339.substr(rfc3339.size() - kOffsetLength);
  if ((offset[0] != '+' && offset[0] != '-') || offset[3] != ':') fail(rfc3339);
  const int minutes =
      two_digits(rfc3339, offset.substr(1)) * 60 + two_digits(rfc3339, offset.substr(4));
  const base::Timestamp there(std::string(rfc3339.substr(0, rfc3339.size() - kOffsetLength)) + 'Z');
  const std::int64_t east = offset[0] == '+' ? minutes : -minutes;
  return base::Timestamp::since_epoch(there.since_epoch_ns() - east * kMinute);
}

}  // namespace ops::pebble
