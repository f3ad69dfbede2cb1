#include "ops/base/clock.h"

#include <doctest/doctest.h>

using ops::base::SystemClock;

TEST_CASE("the machine's clock sleeps as long as it is told, and measures it") {
  SystemClock clock;
  const std::int64_t before_ns = clock.monotonic_ns();
  clock.sleep_ns(2'000'000);
  CHECK(clock.monotonic_ns() - before_ns >= 2'000'000);
}

TEST_CASE("less than no time is over at once") {
  SystemClock clock;
  const std::int64_t before_ns = clock.monotonic_ns();
  clock.sleep_ns(-1);
  clock.sleep_ns(-2'000'000'000);
  CHECK(clock.monotonic_ns() - before_ns < 1'000'000'000);
}
