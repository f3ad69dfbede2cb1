#include "ops/pebble/times.h"

#include <doctest/doctest.h>

#include "ops/base/errors.h"

using namespace ops;
using ops::base::Timestamp;
using ops::pebble::timestamp_of;

TEST_CASE("a time counts from its zone") {
  const Timestamp noon("2024-05-01T12:00:00.25Z");
  CHECK(timestamp_of("2024-05-01T12:00:00.25Z") == noon);
  CHECK(timestamp_of("2024-05-01T14:00:00.25+02:00") == noon);
  CHECK(timestamp_of("2024-05-01T08:30:00.25-03:30") == noon);
}

TEST_CASE("what is no time, or beyond 64 bits of nanoseconds, is refused") {
  for (const char* text : {"", "2024", "2024-05-01", "2024-05-01T12:00:00", "0001-01-01T00:00:00Z",
                           "9999-01-01T00:00:00Z", "2024-05-01T12:00:00+0200",
                           "2024-05-01T12:00:00+aa:00", "2024-05-01T12:00:00 02:00"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(timestamp_of(text), ParseError);
  }
}
