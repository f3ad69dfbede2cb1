#pragma once
/// Points in time as Python writes them. For .cpp files.

#include <cstdint>
#include <string>

namespace ops::base {

/// As datetime.isoformat(), in UTC, without its zone: "2026-11-23T12:00:00.250000"; whole seconds
/// have no dot. What is smaller than a microsecond is left out.
std::string iso_time(std::int64_t since_epoch_ns);

}  // namespace ops::base
