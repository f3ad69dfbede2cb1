#pragma once
/// Points in time as Pebble writes them. For .cpp files.

#include "ops/base/time.h"

namespace ops::pebble {

/// From RFC 3339 in any time zone: "2024-05-01T14:00:00+02:00". Throws ParseError, also for years
/// that nanoseconds in 64 bits cannot count (before 1678, after 2261).
base::Timestamp timestamp_of(std::string_view rfc3339);

}  // namespace ops::pebble
