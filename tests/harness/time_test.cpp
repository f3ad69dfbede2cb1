/// Time passes between events, Pebble goes on, and Juju has something to tell of.
#include "driving.h"
#include "ops/base/errors.h"
#include "ops/ops.h"
#include "ops/pebble/yaml.h"
#include "ops/testing/advance.h"
#include "ops/testing/doctest.h"
#include "ops/testing/json.h"
#include "ops/testing/pending_events.h"
#include "ops/testing/state/pebble_memory.h"

using namespace ops::testing;
namespace pebble = ops::pebble;
using ops::base::Duration;
using pebble::ServiceStatus;

namespace {

const ContextOptions kMeta{.meta = "name: watched\ncontainers: {web: {}}\n"};

/// Starts its service, says so when a check fails and when it recovers, and answers notices.
class Watched : public ops::CharmBase {
 public:
  explicit Watched(ops::Framework& framework) : CharmBase(framework) {
    const auto web = on()["web"];
    framework.observe<&Watched::on_ready>(web.pebble_ready, *this);
    framework.observe<&Watched::on_failed>(web.pebble_check_failed, *this);
    framework.observe<&Watched::on_recovered>(web.pebble_check_recovered, *this);
    framework.observe<&Watched::on_notice>(web.pebble_custom_notice, *this);
  }
  void on_ready(ops::PebbleReadyEvent& event) {
    event.workload.replan();
    unit().set_status(ops::ActiveStatus{});
  }
  void on_failed(ops::PebbleCheckFailedEvent& event) {
    unit().set_status(ops::BlockedStatus{event.info.name() + " fails"});
  }
  void on_recovered(ops::PebbleCheckRecoveredEvent&) { unit().set_status(ops::ActiveStatus{}); }
  void on_notice(ops::PebbleCustomNoticeEvent& event) {
    unit().set_status(ops::MaintenanceStatus{event.notice.key()});
  }
};

const char kLayer[] = R"(
services:
  app: {override: replace, command: server, startup: enabled}
checks:
  up: {override: replace, startup: enabled, period: 10s, threshold: 2, tcp: {port: 80}}
)";

State state_of(const Program& server) {
  return {.containers = {{.name = "web",
                          .can_connect = true,
                          .layers = {{"base", pebble::layer_from_yaml(kLayer, "base")}},
                          .programs = {{"server", server}}}}};
}

State ready(Context<Watched>& ctx, const State& state) {
  return ctx.run(ctx.on.pebble_ready(state.get_container("web")), state);
}

ServiceStatus app_of(const State& state) {
  return state.get_container("web").service_statuses["app"];
}

State told_all(Context<Watched>& ctx, State state) {
  for (auto events = pending_events(state); !events.empty(); events = pending_events(state))
    state = ctx.run(events[0], state);
  return state;
}

}  // namespace

TEST_CASE("a service fails long after its start, and is started again after its backoff") {
  Context<Watched> ctx(kMeta);
  const State up = ready(ctx, state_of({.exits_after = Duration("5s"), .exit_code = 1}));
  CHECK(app_of(up) == ServiceStatus::active);
  CHECK(up.elapsed == Duration("1s"));  // the start's judgement
  const State down = advance(up, Duration("4s"));
  CHECK(app_of(down) == ServiceStatus::error);
  CHECK(app_of(advance(down, Duration("499ms"))) == ServiceStatus::error);
  CHECK(app_of(advance(down, Duration("500ms"))) == ServiceStatus::active);
}

TEST_CASE("the backoff grows from event to event") {
  Context<Watched> ctx(kMeta);
  State state = ready(ctx, state_of({.exits_after = Duration("1100ms"), .exit_code = 1}));
  state = advance(state, Duration("100ms"));   // it ends: half a second
  state = advance(state, Duration("1600ms"));  // it ends again: a second
  CHECK(app_of(state) == ServiceStatus::error);
  CHECK(app_of(advance(state, Duration("999ms"))) == ServiceStatus::error);
  CHECK(app_of(advance(state, Duration("1s"))) == ServiceStatus::active);
}

TEST_CASE("a check goes down and comes up, and Juju tells of both once") {
  Context<Watched> ctx(kMeta);
  const State up = ready(ctx, state_of({.ports = {80}}));
  CHECK(pending_events(advance(up, Duration("1m"))).empty());

  State state = up;
  Container web = up.get_container("web");
  web.service_statuses = web.service_statuses.with("app", ServiceStatus::inactive);
  state.containers = state.containers.with(web);
  state = advance(state, Duration("20s"));
  REQUIRE(pending_events(state).size() == 1);
  CHECK(pending_events(state)[0].name == "web_pebble_check_failed");
  state = told_all(ctx, state);
  CHECK(state.unit_status == BlockedStatus{"up fails"});
  CHECK(pending_events(state).empty());

  web = state.get_container("web");
  web.service_statuses = web.service_statuses.with("app", ServiceStatus::active);
  state.containers = state.containers.with(web);
  state = told_all(ctx, advance(state, Duration("10s")));
  CHECK(state.unit_status == ActiveStatus{});
  CHECK(state.get_container("web").check_infos["up"].failures == 0);
}

TEST_CASE("Juju tells of a notice each time that it is repeated") {
  Context<Driving> ctx(kSmall, [](ops::Container& web) {
    (void)web.pebble().notify(pebble::NoticeType::custom, "example.com/a", {});
  });
  const Container web{.name = "web", .can_connect = true, .programs = {{"server", {}}}};
  State state = ctx.run(ctx.on.pebble_ready(web), State{.containers = {web}});
  REQUIRE(pending_events(state).size() == 1);
  CHECK(pending_events(state)[0].name == "web_pebble_custom_notice");
  state = ctx.run(pending_events(state)[0], state);
  CHECK(pending_events(state).empty());
  state = ctx.run(ctx.on.pebble_ready(state.get_container("web")), state);
  CHECK(pending_events(state).size() == 1);
}

TEST_CASE("all containers of a unit live in one time") {
  const ContextOptions options{.meta = "name: two\ncontainers: {web: {}, db: {}}\n"};
  Context<Driving> ctx(options, [](ops::Container& web) { web.start({"app"}); });
  const pebble::Layer layer = pebble::layer_from_yaml(kLayer, "base");
  const Container web{.name = "web",
                      .can_connect = true,
                      .layers = {{"base", layer}},
                      .programs = {{"server", {}}}};
  Container db = web;
  db.name = "db";
  db.service_statuses = {{"app", ServiceStatus::active}};
  db.programs = {{"server", {.exits_after = Duration("5500ms"), .exit_code = 1}}};
  State state = advance({.containers = {web, db}}, Duration("5s"));
  state = ctx.run(ctx.on.pebble_ready(state.get_container("web")), state);  // takes a second
  CHECK(state.elapsed == Duration("6s"));
  CHECK(state.get_container("db").service_statuses["app"] == ServiceStatus::active);
  CHECK(state.get_container("db").memory->starts["server"] == 2);
}

TEST_CASE("what Pebble did in one event is known in the next") {
  Context<Watched> ctx(kMeta);
  const State up = ready(ctx, state_of({.output = "hello\n"}));
  const PebbleMemory& memory = *up.get_container("web").memory;
  CHECK(memory.changes.size() == 2);
  CHECK(memory.changes[0].kind == "perform-check");
  CHECK(memory.changes[1].summary == "Replan service \"app\"");
  CHECK(memory.lines[0].text == "hello");
  CHECK(memory.starts["server"] == 1);
  const State again = ready(ctx, up);  // nothing to start
  CHECK(again.get_container("web").memory->changes.size() == 3);
  CHECK(again.get_container("web").memory->starts["server"] == 1);
}

TEST_CASE("in one step or in many, the same happens") {
  Context<Watched> ctx(kMeta);
  const State up = ready(ctx, state_of({.exits_after = Duration("7s"), .exit_code = 3}));
  State in_steps = up;
  for (int i = 0; i < 90; ++i) in_steps = advance(in_steps, Duration("1s"));
  CHECK(in_steps == advance(up, Duration("90s")));
}

TEST_CASE("a State that remembers goes to JSON and back") {
  Context<Watched> ctx(kMeta);
  const State state =
      advance(ready(ctx, state_of({.exits_after = Duration("7s")})), Duration("8s"));
  CHECK(from_json<State>(to_json(state)) == state);
}

TEST_CASE("without programs nothing is remembered, and a State stays as plain as it was") {
  Context<Watched> ctx(kMeta);
  State state = state_of({});
  Container web = state.get_container("web");
  web.programs = {};
  state.containers = {web};
  const State up = ready(ctx, state);
  CHECK_FALSE(up.get_container("web").memory);
  CHECK(advance(up, Duration("1h")).get_container("web") == up.get_container("web"));
  CHECK(advance(up, Duration("1h")).elapsed == Duration("1h"));
}

TEST_CASE("time does not go back") {
  CHECK_THROWS_WITH_AS((void)advance(State{}, Duration("-1s")),
                       "cannot advance by -1s: time only passes", ops::ValueError);
}
