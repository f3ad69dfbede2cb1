#pragma once
/// Runs one event on a charm and hands back the State that it leaves.

#include "ops/base/history.h"
#include "ops/charm/charm.h"
#include "ops/juju/version.h"
#include "ops/testing/action_failed.h"
#include "ops/testing/errors.h"
#include "ops/testing/events.h"
#include "ops/testing/manager.h"
#include "ops/testing/outcome.h"

/// Where charmcraft.yaml is; Meson says so for each charm.
#ifndef OPS_CHARM_ROOT
#define OPS_CHARM_ROOT "."
#endif

namespace ops::meta {
struct CharmMeta;
}

namespace ops::testing {

struct Played;
struct ProgramFunctions;
struct Setting;
class StorageDirs;

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
  /// Whether credential-get answers: `juju deploy --trust`.
  bool app_trusted = false;
  /// Whether emitted_events also has pre_commit, commit and the collecting of statuses.
  bool capture_framework_events = false;
  /// Whether emitted_events also has those that were deferred before the run, each as often as
  /// handlers are due, before all others.
  bool capture_deferred_events = false;
  /// Whether what the charm throws comes out as it is, and not in an UncaughtCharmError: for a
  /// debugger that is to stop there. `SCENARIO_BARE_CHARM_ERRORS`.
  bool bare_charm_errors = false;
  /// Whether a State is run in which Juju could never be. `SCENARIO_SKIP_CONSISTENCY_CHECKS`.
  bool skip_consistency_checks = false;
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

  Events on = Events();

  /// Runs `event` on a new charm in `state`, and returns the State that it leaves. What else
  /// happened is added to the histories below.
  ///
  /// Throws InconsistentScenarioError when Juju could never be in this state at this event, and
  /// nothing has happened then. Throws UncaughtCharmError when the charm throws, or ends the
  /// dispatch with an exit code that is not 0; the histories tell what happened until then.
  /// ActionFailed when the charm fails the action; NoObserverError when the charm has no such
  /// event; BadOwnerPath when it has no such object as a custom event is to come from. The Context
  /// can go on after each.
  [[nodiscard]] State run(const Event& event, const State& state);

  /// The same as a pure function: everything that the run has led to, and no histories. An action
  /// that fails is told by Outcome::action_failure. Throws the others.
  [[nodiscard]] Outcome play(const Event& event, const State& state) const;

  /// `state` after so much more of its time, in which its Pebbles do what they would do by
  /// themselves: checks run, services end and are started again, programs write and exit. What Juju
  /// would tell the charm of it is then in pending_events(). Throws ValueError for less than no
  /// time.
  [[nodiscard]] State advance(const State& state, const base::Duration& duration) const;

  /// C++ functions that play programs in containers (state/program_run.h), by the name of the
  /// program's file. With one, services and commands of all containers do what programs do.
  ProgramFunctions& programs() { return *programs_; }

  /// The directory of a storage, where the charm finds and leaves its files: a real one, made when
  /// the test or the charm first asks, and removed with the Context. `Storage.get_filesystem`.
  std::string storage_dir(const Storage& storage) const;

  /// Of all runs, oldest first.
  base::History<JujuLogLine> juju_log = {};
  base::History<Status> unit_status_history = {};  ///< Those that were replaced: not the last one.
  base::History<Status> app_status_history = {};
  base::History<std::string> workload_version_history = {};  ///< Those that were replaced.
  base::History<EmittedEvent> emitted_events = {};
  Map<std::string, List<ExecArgs>> exec_history = {};  ///< By container.
  Map<std::string, int> requested_storages = {};       ///< How many more of each, all in all.
  base::History<int> removed_secret_revisions = {};
  /// Of the last action only, as are its results: `{"a.b": "c"}` shows as `{"a": {"b": "c"}}`.
  List<std::string> action_logs = {};
  Map<std::string, base::Json> action_results = {};
  /// What is consistent but hardly meant, such as an event of a container that cannot connect.
  base::History<std::string> warnings = {};

  /// What the charm's metadata says.
  const meta::CharmMeta& meta() const { return *meta_; }

 private:
  friend class AnyManager;
  Setting setting() const;
  /// What is to be said of event and state. Throws InconsistentScenarioError.
  List<std::string> check(const Event& event, const State& state) const;
  void tell(const Event& event, const Outcome& outcome);
  /// Tells the histories; gives the State, or throws.
  State finish(const Event& event, const Played& played);

  const CharmMaker* maker_;
  Box<ContextOptions> options_;
  JujuVersion juju_version_;
  Box<meta::CharmMeta> meta_;
  std::string fault_ = {};
  Config option_defaults_ = {};
  StorageDirs* storage_dirs_;
  ProgramFunctions* programs_;
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

  /// Makes the charm, and does not emit the event yet: see Manager. Throws what run() throws of
  /// the State and of the charm's constructor.
  [[nodiscard]] Manager<Charm> begin(const Event& event, const State& state) {
    return Manager<Charm>(*this, event, state);
  }

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
