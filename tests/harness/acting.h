#pragma once
/// A charm that does on start what a test makes it with.

#include "ops/ops.h"
#include "ops/testing/doctest.h"

namespace ops::testing {

class Acting : public ops::CharmBase {
 public:
  using Act = void (*)(Acting& charm);
  Acting(ops::Framework& framework, Act act) : CharmBase(framework), act_(act) {
    framework.observe<&Acting::on_start>(on().start, *this);
  }
  void on_start(ops::StartEvent&) { act_(*this); }
  ops::juju::HookTools& tools() { return model().hook_tools(); }

 private:
  Act act_;
};

/// The State that is left after `act` was done in `state`; Charm is Acting, or derives from it.
template <class Charm = Acting>
State run_start(const ContextOptions& options, const State& state, Acting::Act act) {
  Context<Charm> ctx(options, act);
  return ctx.run(ctx.on.start(), state);
}

}  // namespace ops::testing
