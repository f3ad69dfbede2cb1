/// Deferring, from one run to the next.
#include <algorithm>

#include "ops/ops.h"
#include "ops/testing/doctest.h"

using namespace ops::testing;
using ops::base::List;

namespace {

const ContextOptions kOptions{.meta = "name: small\ncontainers: {web-1: {}}\n"};

/// Defers whatever `defers` says, and writes down what it hears of.
class Patient : public ops::CharmBase {
 public:
  explicit Patient(ops::Framework& framework, bool defers = true)
      : CharmBase(framework), defers_(defers) {
    framework.observe<&Patient::on_start>(on().start, *this);
    framework.observe<&Patient::on_start_too>(on().start, *this);
    framework.observe<&Patient::on_ready>(on()["web-1"].pebble_ready, *this);
    framework.observe<&Patient::on_update>(on().update_status, *this);
    framework.observe<&Patient::on_stop>(on().stop, *this);
    framework.observe<&Patient::on_commit>(framework.on().commit, *this);
  }
  void on_start(ops::StartEvent& event) { heard("start"), maybe_defer(event); }
  void on_start_too(ops::StartEvent&) { heard("start too"); }
  void on_ready(ops::PebbleReadyEvent& event) {
    heard("ready " + event.workload.name()), maybe_defer(event);
  }
  void on_update(ops::UpdateStatusEvent&) { heard("update"); }
  void on_stop(ops::StopEvent& event) { event.defer(); }
  void on_commit(ops::CommitEvent& event) { CHECK_THROWS_AS(event.defer(), ops::RuntimeError); }

 private:
  void heard(const std::string& what) { logger().info(what); }
  void maybe_defer(ops::EventBase& event) {
    if (defers_) event.defer();
  }
  bool defers_;
};

List<std::string> heard(const Outcome& outcome) {
  List<std::string> all;
  for (const JujuLogLine& line : outcome.juju_log)
    if (line.level == "INFO") all = all.with(line.message);
  return all;
}

const Container kWeb{.name = "web-1", .can_connect = true};
const State kState{.containers = {kWeb}};

}  // namespace

TEST_CASE("a deferred event is in the State, with what is needed to make it again") {
  const Context<Patient> ctx(kOptions);
  const Outcome outcome = ctx.play(ctx.on.pebble_ready(kWeb), kState);
  CHECK(outcome.state.deferred == List<DeferredEvent>{{
                                      .handle_path = "Patient/on/web_1_pebble_ready[1]",
                                      .owner = "Patient",
                                      .observer = "on_ready",
                                      .snapshot_data = {{"container_name", "web-1"}},
                                  }});
}

TEST_CASE("the next run calls only the handler that deferred, before its own event") {
  const Context<Patient> defers(kOptions);
  const State after = defers.play(defers.on.start(), kState).state;
  const Context<Patient> ctx(kOptions, false);
  const Outcome outcome = ctx.play(ctx.on.update_status(), after);
  CHECK(heard(outcome) == List<std::string>{"start", "update"});
  CHECK(outcome.state.deferred.empty());
}

TEST_CASE("what is deferred again keeps its place and its name") {
  const Context<Patient> ctx(kOptions);
  State state = ctx.play(ctx.on.start(), kState).state;
  state = ctx.play(ctx.on.pebble_ready(kWeb), state).state;
  const Outcome outcome = ctx.play(ctx.on.update_status(), state);
  CHECK(heard(outcome) == List<std::string>{"start", "ready web-1", "update"});
  CHECK(outcome.state.deferred == state.deferred);
}

TEST_CASE("the same event with the same data is not queued twice for one handler") {
  const Context<Patient> ctx(kOptions);
  const State once = ctx.play(ctx.on.pebble_ready(kWeb), kState).state;
  const Outcome again = ctx.play(ctx.on.pebble_ready(kWeb), once);
  CHECK(again.state.deferred == once.deferred);
  CHECK(heard(again)[0] == "ready web-1");
  CHECK(heard(again).size() == 2);  // the second line says that the new one was skipped
}

TEST_CASE("an event built by hand as deferred is one that a run has deferred") {
  const Context<Patient> ctx(kOptions);
  const State ran = ctx.play(ctx.on.pebble_ready(kWeb), kState).state;
  CHECK(ran.deferred ==
        List<DeferredEvent>{deferred<&Patient::on_ready>(ctx.on.pebble_ready(kWeb))});
}

TEST_CASE("a deferred event whose observer is gone is dropped with a warning") {
  const Context<Patient> ctx(kOptions);
  State state = kState;
  state.deferred = {
      {.handle_path = "Patient/on/start[7]", .owner = "Patient/Lost[x]", .observer = "on_start"}};
  const Outcome outcome = ctx.play(ctx.on.update_status(), state);
  CHECK(outcome.state.deferred.empty());
  CHECK(std::any_of(outcome.juju_log.begin(), outcome.juju_log.end(),
                    [](const JujuLogLine& line) { return line.level == "WARNING"; }));
}

TEST_CASE("a deferred event whose handler is gone is dropped") {
  const Context<Patient> ctx(kOptions);
  State state = kState;
  state.deferred = {{.handle_path = "Patient/on/start[7]", .owner = "Patient", .observer = "gone"}};
  CHECK(ctx.play(ctx.on.update_status(), state).state.deferred.empty());
}

TEST_CASE("events are counted on from run to run, so that no two have one name") {
  const Context<Patient> ctx(kOptions, false);
  const Outcome first = ctx.play(ctx.on.start(), kState);
  const Outcome second = ctx.play(ctx.on.start(), first.state);
  CHECK(first.emitted_events[0].path == "Patient/on/start[1]");
  CHECK(second.emitted_events[0].path == "Patient/on/start[5]");
  CHECK(second.state.get_stored_state("_stored").content["event_count"].as_int() == 8);
}

TEST_CASE("stop cannot be deferred") {
  const Context<Patient> ctx(kOptions);
  CHECK_THROWS_AS((void)ctx.play(ctx.on.stop(), kState), UncaughtCharmError);
}

TEST_CASE("stored states of others pass through a run") {
  const Context<Patient> ctx(kOptions);
  const StoredState own{.owner_path = std::string("Patient"), .content = {{"count", 3}}};
  State state = kState;
  state.stored_states = {own};
  CHECK(ctx.play(ctx.on.update_status(), state).state.stored_states.contains(own));
}

TEST_CASE("what a charm stores is in the State, and there in the next run") {
  class Counter : public ops::CharmBase {
   public:
    explicit Counter(ops::Framework& framework) : CharmBase(framework) {
      stored_.set_default({{"count", 0}});
      framework.observe<&Counter::on_start>(on().start, *this);
    }
    void on_start(ops::StartEvent&) { stored_["count"] = stored_["count"].as_int() + 1; }

   private:
    ops::StoredState stored_{*this};
  };
  const Context<Counter> ctx(kOptions);
  const State first = ctx.play(ctx.on.start(), kState).state;
  const State second = ctx.play(ctx.on.start(), first).state;
  CHECK(second.stored_states.contains(
      {.owner_path = std::string("Counter"), .content = {{"count", 2}}}));
}
