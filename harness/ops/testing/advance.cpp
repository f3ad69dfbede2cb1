#include "ops/testing/advance.h"

#include "ops/base/errors.h"
#include "ops/pebble/durations.h"
#include "ops/testing/fakes/fake_pebble.h"

namespace ops::testing {

State advanced(const State& state, const base::Duration& duration,
               const ProgramFunctions& programs) {
  if (duration.ns() < 0)
    throw ValueError("cannot advance by " + pebble::duration_text(duration.ns()) +
                     ": time only passes");
  FakeClock clock(state.elapsed.ns());
  FakePebbles pebbles(state, {.functions = &programs, .clock = &clock});
  pebbles.wake();
  clock.sleep_ns(duration.ns());
  State after = state;
  after.containers = pebbles.containers();
  after.elapsed = base::Duration::of_ns(clock.monotonic_ns());
  return after;
}

State advance(const State& state, const base::Duration& duration) {
  return advanced(state, duration, {});
}

}  // namespace ops::testing
