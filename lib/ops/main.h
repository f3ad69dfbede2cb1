#pragma once
/// The program that Juju starts.

#include "ops/charm/charm.h"

namespace ops {

/// One dispatch of the charm that `maker` makes: reads Juju's environment, restores what was kept
/// in .unit-state.db, runs the event, and keeps what is to last.
///
/// Returns the program's exit code: 0; 1 when the charm threw, which is then in Juju's log, and
/// nothing of this dispatch is kept. A legacy hook (`hooks/start` in the charm's directory) runs
/// first; when it fails, the charm is not made, and its code is returned.
int run_main(const CharmMaker& maker);

/// All of a charm's main():
///
///     int main() { return ops::main<MyCharm>(); }
template <class Charm>
int main() {
  const auto make = [](Framework& framework) -> CharmBase* { return new Charm(framework); };
  return run_main(CharmMakerOf<Charm, decltype(make)>(make));
}

}  // namespace ops
