#pragma once
/// Runs one event on a charm and hands back the State that it leaves.

#include "ops/base/history.h"
#include "ops/charm/charm.h"
#include "ops/juju/version.h"
#include "ops/testing/errors.h"
#include "ops/testing/events.h"
#include "ops/testing/outcome.h"

/// Where charmcraft.yaml is; Meson says so for each charm.
#ifndef OPS_CHARM_ROOT
#define OPS_CHARM_ROOT "."
#endif

namespace ops::meta {
struct CharmMeta;
}

namespace ops::testing {

/// What a test may say of the charm and of where it runs. `ops.testing.Context`'s arguments.
struct ContextOptions {
  /// metadata.yaml as text, or all of charmcraft.yaml with config and actions in it. Its extensions
  /// are not applied. Unset: {name: the charm's class}.
  Optional<std::string> meta = {};
  Optional<std::string> config = {};   ///< config.yaml as text, unless `meta` has that section.
  Optional<std::string> actions = {};  ///< actions.yaml as text, likewise.
  /// The directory of charmcraft.yaml (or of metadata.yaml, config.yaml and actions.yaml), which is
  /// read, with its extensions applied, when none of the above says anything ("{}" and "null" do
  /// not). Empty: the one that the build names.
  std::string charm_root = {};
  std::string juju_version = "3.6.14";
  std::string app_name = {};  ///< Empty: the charm's name.
  int unit_id = 0;
  std::string machine_id = {};
  std::string availability_zone = {};
  std::string principal_unit = {};
  /// Whether emitted_events also has pre_commit, commit and the collecting of statuses.
  bool capture_framework_events = false;
  OPS_VALUE(ContextOptions);
};

/// All of Context that is the same for every charm.
class AnyContext {
 public:
  AnyContext(const CharmMaker* maker, const ContextOptions& options, const char* charm_root);
  /// Without options, whose making would be compiled in every test.
  AnyContext(const CharmMaker* maker, const char* charm_root);
  AnyContext(const AnyContext&) = delete;
  AnyContext& operator=(const AnyContext&) = delete;
  ~AnyContext();

  Events on = {};

  /// Runs `event` on a new charm in `state`, and returns the State that it leaves. What else
  /// happened is added to the histories below.
  ///
  /// Throws InconsistentScenarioError when Juju could never be in this state at this event, and
  /// UncaughtCharmError when the charm throws. Nothing is added to the histories then, and the
  /// Context can go on.
  [[nodiscard]] State run(const Event& event, const State& state);

  /// The same as a pure function: everything that the run has led to, and no histories.
  [[nodiscard]] Outcome play(const Event& event, const State& state) const;

  /// Of all runs, oldest first.
  base::History<JujuLogLine> juju_log = {};
  base::History<Status> unit_status_history = {};  ///< Those that were replaced: not the last one.
  base::History<Status> app_status_history = {};
  base::History<std::string> workload_version_history = {};  ///< Those that were replaced.
  base::History<EmittedEvent> emitted_events = {};
  /// What is consistent but hardly meant, such as an event of a container that cannot connect.
  base::History<std::string> warnings = {};

  /// What the charm's metadata says.
  const meta::CharmMeta& meta() const { return *meta_; }

 private:
  const CharmMaker* maker_;
  Box<ContextOptions> options_;
  JujuVersion juju_version_;
  Box<meta::CharmMeta> meta_;
};

template <class T>
concept NotAnEvent = !__is_same(T, Event);

template <class T>
concept NotOptions = !__is_same(T, ContextOptions);

/// `ops.testing.Context`
template <class Charm>
class Context : public AnyContext {
  template <class... Args>
  static const CharmMaker* maker_of(Args... args) {
    const auto make = [args...](Framework& framework) -> CharmBase* {
      return new Charm(framework, args...);
    };
    return new CharmMakerOf<Charm, decltype(make)>(make);
  }

 public:
  Context() : AnyContext(maker_of(), OPS_CHARM_ROOT) {}

  /// `args` go to the charm's constructor, after its Framework: what the charm depends on, and a
  /// test replaces. Throws ContextSetupError when the metadata cannot be read.
  template <class... Args>
  explicit Context(const ContextOptions& options, Args... args)
      : AnyContext(maker_of(args...), options, OPS_CHARM_ROOT) {}

  template <NotOptions First, class... Args>
  explicit Context(First first, Args... args)
      : AnyContext(maker_of(first, args...), OPS_CHARM_ROOT) {}

  using AnyContext::run;
  /// Not an event: says what to write instead.
  template <NotAnEvent T>
  State run(const T&, const State&) {
    static_assert(!sizeof(T),
                  "run() takes an event from ctx.on, for example: "
                  "ctx.run(ctx.on.pebble_ready(container), state)");
    return {};
  }
};

}  // namespace ops::testing
