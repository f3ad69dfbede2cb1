/// The charm that docs/howto/port-a-python-charm.md shows, run as far as a Context can run it.
#include "ops/testing/doctest.h"
#include "ops/testing/testing.h"
#include "ported_charm.h"

using namespace ops::testing;
using ops::Plain;

namespace {

const ContextOptions kOptions{.meta = R"(
name: ported
requires: {db: {interface: db}}
containers: {web: {}}
storage: {data: {type: filesystem}}
resources: {model: {type: file, filename: model.bin}}
actions: {backup: {params: {target: {type: string}, fast: {type: boolean}}}}
config: {options: {port: {type: int, default: 80}, log-level: {type: string, default: debug}}}
)"};

const Container kWeb{.name = "web", .can_connect = true};

bool has(const State& state, const char* name, const Plain& value) {
  return state.get_stored_state("_stored", "PortedCharm").content[name] == value;
}

}  // namespace

TEST_CASE("the events of a unit's life run as the tables say") {
  Context<ported::PortedCharm> ctx(kOptions);
  State state{.containers = {kWeb}, .leader = true};
  state = ctx.run(ctx.on.install(), state);
  state = ctx.run(ctx.on.leader_elected(), state);
  CHECK(state.app_status == ActiveStatus{});
  state = ctx.run(ctx.on.config_changed(), state);
  CHECK(state.workload_version == "debug");
  state = ctx.run(ctx.on.start(), state);
  CHECK(state.workload_version == "1.2.3");
  state = ctx.run(ctx.on.update_status(), state);
  state = ctx.run(ctx.on.stop(), state);
  state = ctx.run(ctx.on.remove(), state);
  CHECK(state.unit_status == ActiveStatus{});
}

TEST_CASE("the layer of the tables is one that Pebble takes") {
  Context<ported::PortedCharm> ctx(kOptions);
  const State state = ctx.run(ctx.on.pebble_ready(kWeb), {.containers = {kWeb}});
  CHECK(state.get_container("web").service_statuses["web"] == ops::pebble::ServiceStatus::active);
  CHECK(state.get_container("web").plan().services["web"].command == "/bin/web --port=8000");
}

TEST_CASE("what a charm in Python has stored is taken over") {
  Context<ported::PortedCharm> ctx(kOptions);
  const StoredState of_python{.owner_path = "PortedCharm",
                              .content = {{"count", 41}, {"seen", Plain::set({"install"})}}};
  const State state = ctx.run(ctx.on.start(), {.stored_states = {of_python}});
  CHECK(has(state, "count", 42));
  CHECK(has(state, "seen", Plain::set({"install", "start"})));
  CHECK(has(state, "hosts", Plain::list({"first", "b", "c"})));
  CHECK(has(state, "users", Plain::dict()));
}

TEST_CASE("a deferred event comes again") {
  Context<ported::PortedCharm> ctx(kOptions);
  const State state = ctx.run(ctx.on.upgrade_charm(), {});
  REQUIRE(state.deferred.size() == 1);
  CHECK(state.deferred[0].observer == "on_upgrade_charm");
  CHECK(state.deferred[0].owner == "PortedCharm");
}
