#include "ops/testing/play.h"

#include "ops/testing/run.h"

namespace ops::testing {

Played play(const Setting& setting, const Event& event, const State& state) {
  Run run(setting, event, state);
  run.make_charm();
  run.emit_event();
  return run.played();
}

}  // namespace ops::testing
