/// What upstream does not test: failures, and a container that is started anew.
#include "charm.h"
#include "image.h"
#include "ops/testing/doctest.h"
#include "ops/testing/pending_events.h"

using ops::base::Duration;

namespace {

std::string port_as_version(int port) { return std::to_string(port); }

std::string no_answer(int port) {
  throw fastapi_demo::ServerError("no answer on port " + std::to_string(port));
}

}  // namespace

TEST_CASE("the version is asked for on the port that the image's service listens on") {
  testing::Context<FastAPIDemoCharm> ctx(port_as_version);
  const testing::Container container{
      .name = "demo-server", .can_connect = true, .layers = {{"rock", rock_layer()}}};
  const testing::State state_out =
      ctx.run(ctx.on.pebble_ready(container), {.containers = {container}});
  CHECK(state_out.workload_version == "8000");
}

TEST_CASE("a server that does not say its version fails the hook, which Juju runs again") {
  testing::Context<FastAPIDemoCharm> ctx(no_answer);
  const testing::Container container{
      .name = "demo-server", .can_connect = true, .layers = {{"rock", rock_layer()}}};
  CHECK_THROWS_WITH_AS((void)ctx.run(ctx.on.pebble_ready(container), {.containers = {container}}),
                       doctest::Contains("no answer on port 8000"), testing::UncaughtCharmError);
}

TEST_CASE("a server that ends at once takes Pebble with it, as the image wants it") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::Container container{
      .name = "demo-server",
      .can_connect = true,
      .layers = {{"rock", rock_layer()}},
      .programs = {{"uvicorn", {.exits_after = Duration("0s"), .exit_code = 3}}}};
  CHECK_THROWS_WITH_AS((void)ctx.run(ctx.on.pebble_ready(container), {.containers = {container}}),
                       doctest::Contains("its Pebble has ended"), testing::UncaughtCharmError);
}

TEST_CASE("a container that is started anew runs its server again") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  // Where the image has its layer: a Pebble that starts reads it there.
  const testing::File layer{
      .content = "services: {fastapi: {override: replace, command: uvicorn, startup: enabled}}"};
  const testing::Container container{
      .name = "demo-server",
      .can_connect = true,
      .files = {{"/var/lib/pebble/default/layers/001-rock.yaml", layer}},
      .faults = testing::Faults{.restarts = true}};
  testing::State state{.containers = {container}};

  state = ctx.run(ctx.on.update_status(), state);
  CHECK(state.get_container("demo-server").service_statuses.empty());
  const auto events = testing::pending_events(state);
  REQUIRE(events.size() == 1);
  state = ctx.run(events[0], state);
  CHECK(state.get_container("demo-server").service_statuses["fastapi"] ==
        pebble::ServiceStatus::active);
  CHECK(state.unit_status == testing::ActiveStatus{});
}
