/// Any text, as a duration and as a point in time: it is read or refused, and what was read is
/// written as what is read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "ops/base/errors.h"
#include "ops/pebble/durations.h"
#include "ops/pebble/times.h"

using namespace ops::pebble;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::int64_t ns = 0;
  if (read_duration(text, ns)) {
    std::int64_t again = ~ns;
    if (!read_duration(duration_text(ns), again) || again != ns) std::abort();
  }
  try {
    timestamp_of(text);
  } catch (const ops::ParseError&) {
  }
  return 0;
}
