#include "ops/pebble/durations.h"

#include <algorithm>

#include "ops/base/errors.h"
#include "ops/base/time.h"
#include "ops/base/type.h"

namespace ops::pebble {

bool is_duration(std::string_view member) {
  constexpr std::array<std::string_view, 5> kMembers = {"backoff_delay", "backoff_limit",
                                                        "kill_delay", "period", "timeout"};
  return std::find(kMembers.begin(), kMembers.end(), member) != kMembers.end();
}

bool read_duration(std::string_view text, std::int64_t& ns) {
  try {
    ns = base::Duration(text).ns();
    return true;
  } catch (const ParseError&) {
    return false;
  }
}

std::string duration_text(std::int64_t ns) {
  const auto duration = base::Duration::of_ns(ns);
  return base::type_of<base::Duration>().spell(&duration);
}

}  // namespace ops::pebble
