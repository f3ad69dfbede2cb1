/// What a Context promises, with small charms made for it.
#include "ops/testing/context.h"

#include <stdexcept>

#include "ops/ops.h"
#include "ops/testing/doctest.h"

using namespace ops::testing;
using ops::base::List;

namespace {

const ContextOptions kOptions{.meta =
                                  "name: small\ncontainers: {web: {}}\nconfig: {options: {port: "
                                  "{type: int, default: 80}}}\n"};

/// Does on start what it is made with.
class Acting : public ops::CharmBase {
 public:
  using Act = void (*)(Acting& charm, ops::StartEvent& event);
  Acting(ops::Framework& framework, Act act) : CharmBase(framework), act_(act) {
    framework.observe<&Acting::on_start>(on().start, *this);
  }
  void on_start(ops::StartEvent& event) { act_(*this, event); }

 private:
  Act act_;
};

State run_start(Acting::Act act, const State& state = {}) {
  Context<Acting> ctx(kOptions, act);
  return ctx.run(ctx.on.start(), state);
}

/// The type and text of what the charm threw.
std::string thrown(Acting::Act act) {
  try {
    (void)run_start(act);
  } catch (const UncaughtCharmError& error) {
    return error.what();
  }
  return "nothing";
}

class ThrowsWhenMade : public ops::CharmBase {
 public:
  explicit ThrowsWhenMade(ops::Framework& framework) : CharmBase(framework) {
    throw std::logic_error("not today");
  }
};

}  // namespace

TEST_CASE("a run leaves the State that it was given as it was") {
  const State before{.leader = true};
  const State after = run_start(
      [](Acting& charm, ops::StartEvent&) { charm.unit().set_status(ops::BlockedStatus{"no"}); },
      before);
  CHECK(before == State{.leader = true});
  CHECK(after.unit_status == BlockedStatus{"no"});
}

TEST_CASE("the charm sees the State's config, and the default of what it does not set") {
  const auto act = [](Acting& charm, ops::StartEvent&) {
    charm.unit().set_workload_version(ops::base::to_string(charm.config()["port"]));
  };
  CHECK(run_start(act).workload_version == "80");
  CHECK(run_start(act, {.config = {{"port", 8080}}}).workload_version == "8080");
}

TEST_CASE("an exception in a handler is an UncaughtCharmError with the original nested in it") {
  CHECK(thrown([](Acting&, ops::StartEvent&) { throw std::out_of_range("far off"); }) ==
        "the charm threw while handling start: std::out_of_range: far off");
  try {
    (void)run_start([](Acting&, ops::StartEvent&) { throw std::out_of_range("far off"); });
  } catch (const UncaughtCharmError& error) {
    CHECK_THROWS_WITH_AS(std::rethrow_if_nested(error), "far off", std::out_of_range);
  }
}

TEST_CASE("causes that are nested in the charm's exception are in the message") {
  CHECK(thrown([](Acting&, ops::StartEvent&) {
          try {
            throw std::runtime_error("disk gone");
          } catch (...) {
            std::throw_with_nested(ops::ModelError("cannot install"));
          }
        }) ==
        "the charm threw while handling start: std::_Nested_exception<ops::ModelError>: cannot "
        "install; caused by std::runtime_error: disk gone");
}

TEST_CASE("something thrown that is no std::exception is reported by its type") {
  CHECK(thrown([](Acting&, ops::StartEvent&) { throw 42; }) ==
        "the charm threw while handling start: int (not a std::exception)");
}

TEST_CASE("an exception in the charm's constructor is an UncaughtCharmError") {
  Context<ThrowsWhenMade> ctx(kOptions);
  CHECK_THROWS_WITH_AS((void)ctx.run(ctx.on.start(), State{}),
                       "the charm threw while handling start: std::logic_error: not today",
                       UncaughtCharmError);
}

TEST_CASE("after a charm has thrown, the histories tell what it did until then") {
  static bool fail;
  fail = true;
  Context<Acting> ctx(kOptions, [](Acting& charm, ops::StartEvent&) {
    charm.logger().warning("careful");
    charm.unit().set_status(ops::ActiveStatus{});
    if (fail) throw std::runtime_error("once");
  });
  CHECK_THROWS_AS((void)ctx.run(ctx.on.start(), State{}), UncaughtCharmError);
  CHECK(ctx.juju_log.back() == JujuLogLine{.level = "WARNING", .message = "careful"});
  CHECK(ctx.unit_status_history == List<Status>{UnknownStatus{}});
  fail = false;
  CHECK(ctx.run(ctx.on.start(), State{}).unit_status == ActiveStatus{});
}

TEST_CASE("what the charm throws can be had bare, for a debugger that is to stop there") {
  ContextOptions options = kOptions;
  options.bare_charm_errors = true;
  Context<Acting> ctx(options, [](Acting&, ops::StartEvent&) { throw std::out_of_range("far"); });
  CHECK_THROWS_WITH_AS((void)ctx.run(ctx.on.start(), State{}), "far", std::out_of_range);
}

TEST_CASE("a charm that ends the dispatch with 0 has ended well, and nothing more happens") {
  Context<Acting> ctx(kOptions, [](Acting& charm, ops::StartEvent& event) {
    event.defer();
    charm.unit().set_status(ops::BlockedStatus{"Invalid config"});
    throw ops::Abort{0};
  });
  const State after = ctx.run(ctx.on.start(), State{});
  CHECK(after.unit_status == BlockedStatus{"Invalid config"});
  CHECK(after.deferred.empty());
  CHECK(after.stored_states.empty());
}

TEST_CASE("a charm that ends the dispatch with another exit code has failed") {
  CHECK(thrown([](Acting&, ops::StartEvent&) { throw ops::Abort{42}; }) ==
        "the charm ended the dispatch with exit code 42 while handling start");
}

TEST_CASE("a State in which Juju could never be runs when the checks are skipped") {
  ContextOptions options = kOptions;
  Context<Acting> strict(options, Acting::Act());
  const State state{.containers = {Container{.name = "undeclared"}}};
  CHECK_THROWS_AS((void)strict.run(strict.on.stop(), state), InconsistentScenarioError);
  options.skip_consistency_checks = true;
  Context<Acting> ctx(options, Acting::Act());
  CHECK(ctx.run(ctx.on.stop(), state).containers == state.containers);
  CHECK_THROWS_WITH_AS((void)ctx.run(ctx.on.pebble_ready(Container{.name = "undeclared"}), state),
                       "cannot emit undeclared_pebble_ready: the charm's metadata declares nothing "
                       "that has this event",
                       NoObserverError);
}

TEST_CASE("play is pure: it gives everything and keeps nothing") {
  const Context<Acting> ctx(kOptions, [](Acting& charm, ops::StartEvent&) {
    charm.unit().set_status(ops::MaintenanceStatus{"starting"});
    charm.unit().set_workload_version("1");
    charm.logger().warning("careful");
  });
  const Outcome once = ctx.play(ctx.on.start(), State{.workload_version = "0"});
  CHECK(once == ctx.play(ctx.on.start(), State{.workload_version = "0"}));
  CHECK(once.state.workload_version == "1");
  CHECK(once.workload_version_history == List<std::string>{"0"});
  CHECK(once.unit_status_history == List<Status>{UnknownStatus{}});
  CHECK(once.juju_log[once.juju_log.size() - 1] ==
        JujuLogLine{.level = "WARNING", .message = "careful"});
  CHECK(once.emitted_events ==
        List<EmittedEvent>{{.type = "StartEvent", .path = "Acting/on/start[1]"}});
  CHECK(ctx.juju_log.empty());
}

TEST_CASE("a run's framework events are captured when that is asked for") {
  ContextOptions options = kOptions;
  options.capture_framework_events = true;
  Context<Acting> ctx(options, [](Acting&, ops::StartEvent&) {});
  (void)ctx.run(ctx.on.start(), State{.leader = true});
  List<std::string> types;
  for (const EmittedEvent& event : ctx.emitted_events) types = types.with(event.path);
  CHECK(types == List<std::string>{"Acting/on/start[1]", "Acting/on/collect_app_status[2]",
                                   "Acting/on/collect_unit_status[3]", "on/pre_commit[4]",
                                   "on/commit[5]"});
}

TEST_CASE("an application's status is the leader's to set") {
  const auto act = [](Acting& charm, ops::StartEvent&) {
    charm.app().set_status(ops::ActiveStatus{"all well"});
  };
  CHECK(run_start(act, {.leader = true}).app_status == ActiveStatus{"all well"});
  CHECK(
      thrown(act) ==
      "the charm threw while handling start: ops::RuntimeError: cannot set application status as a "
      "non-leader unit");
}

TEST_CASE("a charm that asks for a container of another name is told") {
  CHECK(thrown([](Acting& charm, ops::StartEvent&) { (void)charm.unit().get_container("db"); }) ==
        "the charm threw while handling start: ops::ModelError: container 'db' not found");
}

TEST_CASE("a container that the State leaves out cannot be reached") {
  CHECK(run_start([](Acting& charm, ops::StartEvent&) {
          charm.unit().set_workload_version(
              charm.unit().get_container("web").can_connect() ? "reached" : "away");
        }).workload_version == "away");
}

TEST_CASE("a Context says which file it cannot read, and why") {
  CHECK_THROWS_AS(Context<Acting>({.charm_root = "/nowhere"}, Acting::Act()), ContextSetupError);
  CHECK_THROWS_AS(Context<Acting>({.meta = "name: [1"}, Acting::Act()), ContextSetupError);
}

TEST_CASE("unit, application and Juju's version are the Context's to say") {
  ContextOptions options = kOptions;
  options.app_name = "other";
  options.unit_id = 7;
  Context<Acting> ctx(options, [](Acting& charm, ops::StartEvent&) {
    charm.unit().set_workload_version(charm.unit().name() + " of " + charm.app().name());
  });
  CHECK(ctx.run(ctx.on.start(), State{}).workload_version == "other/7 of other");
  options.juju_version = "three";
  CHECK_THROWS_AS(Context<Acting>(options, Acting::Act()), ops::ParseError);
}
