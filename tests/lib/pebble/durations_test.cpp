/// Durations, as Go reads and writes them.
#include "ops/pebble/durations.h"

#include <doctest/doctest.h>

#include <limits>

using ops::pebble::duration_text, ops::pebble::read_duration;

namespace {

/// As Pebble's plan shows it; "none" when it is no duration.
std::string normal(std::string_view text) {
  std::int64_t ns = 0;
  return read_duration(text, ns) ? duration_text(ns) : "none";
}

}  // namespace

TEST_CASE("durations of a second and more are in hours, minutes and seconds") {
  CHECK(normal("60s") == "1m0s");
  CHECK(normal("90m") == "1h30m0s");
  CHECK(normal("24h") == "24h0m0s");
  CHECK(normal("1500ms") == "1.5s");
  CHECK(normal("1h1ms") == "1h0m0.001s");
  CHECK(normal("59.999999999s") == "59.999999999s");
}

TEST_CASE("durations below a second are in one unit") {
  CHECK(normal("0.1s") == "100ms");
  CHECK(normal("1500us") == "1.5ms");
  CHECK(normal("1us") == "1µs");
  CHECK(normal("999ns") == "999ns");
  CHECK(normal("0.5ns") == "0s");
}

TEST_CASE("zero needs no unit, and is the only one") {
  CHECK(normal("0") == "0s");
  CHECK(normal("-0") == "0s");
  CHECK(normal("0h") == "0s");
  CHECK(normal("5") == "none");
  CHECK(normal("00") == "none");
}

TEST_CASE("signs, fractions, both micro signs and repeated units are taken") {
  CHECK(normal("+5s") == "5s");
  CHECK(normal("-1.5ms") == "-1.5ms");
  CHECK(normal(".5s") == "500ms");
  CHECK(normal("1.s") == "1s");
  CHECK(normal("1\u00B5s") == "1µs");
  CHECK(normal("1\u03BCs") == "1µs");
  CHECK(normal("1s1s") == "2s");
  CHECK(normal("5.543h46m5s") == "6h18m39.8s");
  CHECK(normal("1.0000000000000000000001s") == "1s");
}

TEST_CASE("what Go does not read is refused") {
  for (const char* text : {"", "+", "-", "s", ".s", "1", "1d", "1 s", " 1s", "1s ", "--1s", "1e3s",
                           "1mx", "soon", "1S"})
    CHECK_MESSAGE(normal(text) == "none", text);
}

TEST_CASE("292 years are the most that a duration can be") {
  CHECK(normal("9223372036.854775807s") == "2562047h47m16.854775807s");
  CHECK(normal("9223372036.854775808s") == "none");
  CHECK(normal("-9223372036.854775808s") == "-2562047h47m16.854775808s");
  CHECK(normal("-9223372036.854775809s") == "none");
  CHECK(normal("9999999999h") == "none");
  CHECK(normal("99999999999999999999h") == "none");
  CHECK(duration_text(std::numeric_limits<std::int64_t>::min()) == "-2562047h47m16.854775808s");
}

TEST_CASE("five members of layers are durations") {
  for (const char* name : {"backoff_delay", "backoff_limit", "kill_delay", "period", "timeout"})
    CHECK(ops::pebble::is_duration(name));
  CHECK_FALSE(ops::pebble::is_duration("command"));
}
