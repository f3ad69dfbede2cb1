#pragma once
/// The members of layers that are durations. For .cpp files.

#include <array>

#include "ops/pebble/layer.h"

namespace ops::pebble {

inline constexpr std::array kServiceDurations = {&Service::backoff_delay, &Service::backoff_limit,
                                                 &Service::kill_delay};
inline constexpr std::array kCheckDurations = {&Check::period, &Check::timeout};

/// Whether a member of this name, of a Service or a Check, is a duration.
bool is_duration(std::string_view member);

/// Sets `ns` to what `text` says in Go's words; false, with `ns` as it was, when it is none.
bool read_duration(std::string_view text, std::int64_t& ns);

/// As Go writes it: "1m30s", "1.5ms".
std::string duration_text(std::int64_t ns);

}  // namespace ops::pebble
