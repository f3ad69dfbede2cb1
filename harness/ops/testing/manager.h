#pragma once
/// One run in two steps, to look into the charm before and after its event.

#include "ops/charm/charm.h"
#include "ops/testing/state/event.h"
#include "ops/testing/state/state.h"

namespace ops::testing {

class AnyContext;

/// All of Manager that is the same for every charm.
class AnyManager {
 public:
  AnyManager(const AnyManager&) = delete;
  AnyManager& operator=(const AnyManager&) = delete;
  ~AnyManager();

  /// Emits the event, and returns the State that it leaves. What else happened is added to the
  /// Context's histories. Throws what AnyContext::run() throws, and AlreadyEmittedError when it
  /// was called before.
  [[nodiscard]] State run();

 protected:
  AnyManager(AnyContext& context, const Event& event, const State& state);
  CharmBase& any_charm() const;

 private:
  struct Parts;
  Parts* parts_;
};

/// A charm that is made, and whose event is not emitted yet: what Context::begin() returns.
/// `ops.testing.Manager`, which is `with ctx(event, state) as manager`.
///
///     auto manager = ctx.begin(ctx.on.start(), State{});
///     CHECK(manager.charm().is_ready() == false);
///     const State after = manager.run();
///     CHECK(manager.charm().is_ready());
///
/// What the test has the charm do before run() happens to the run's State, outside of any hook:
/// Juju's rules of who may read which data of a relation are not checked. Going out of scope
/// without run() emits nothing and adds nothing to the histories, other than Scenario's, which runs
/// the event then. The Context must outlive it.
template <class Charm>
class Manager : public AnyManager {
 public:
  Manager(AnyContext& context, const Event& event, const State& state)
      : AnyManager(context, event, state) {}
  /// Good as long as the Manager. Throws RuntimeError when the charm's constructor has ended the
  /// dispatch (Abort with 0), so that there is none.
  Charm& charm() const { return static_cast<Charm&>(any_charm()); }
};

}  // namespace ops::testing
