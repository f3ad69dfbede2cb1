#pragma once
/// The program that Juju starts.

#include "ops/charm/charm.h"

namespace ops {

/// How a charm is to be run. The arguments of `ops.main`.
struct MainOptions {
  /// Where stored state and deferred events are kept: in Juju's controller (state-get, state-set)
  /// when true, which ends the charm with RuntimeError where Juju has no state-get; in the file
  /// .unit-state.db when false. Unset, in the file, too, but collect-metrics does nothing where ops
  /// would like to use the controller (a charm with the series "kubernetes", no file yet).
  base::Optional<bool> use_juju_for_storage = {};
};

/// One dispatch of the charm that `maker` makes: reads Juju's environment, restores what was kept,
/// runs the event, and keeps what is to last.
///
/// Returns the program's exit code: 0; 1 when the charm threw, which is then in Juju's log, and
/// nothing of this dispatch is kept. A legacy hook (`hooks/start` in the charm's directory) runs
/// first; when it fails, the charm is not made, and its code is returned.
int run_main(const CharmMaker& maker, const MainOptions& options = {});

/// All of a charm's main():
///
///     int main() { return ops::main<MyCharm>(); }
template <class Charm>
int main(const MainOptions& options = {}) {
  const auto make = [](Framework& framework) -> CharmBase* { return new Charm(framework); };
  return run_main(CharmMakerOf<Charm, decltype(make)>(make), options);
}

}  // namespace ops
