/// What upstream does not test: a Pebble, and a service, that come late or go away.
#include "charm.h"
#include "image.h"
#include "ops/testing/doctest.h"

using ops::base::Duration;

namespace {

const testing::Container kContainer{
    .name = "demo-server", .can_connect = true, .layers = {{"rock", rock_layer()}}};

}  // namespace

TEST_CASE("a Pebble that is not there yet is waited for") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::Container container{.name = "demo-server"};
  const testing::State state = ctx.run(ctx.on.config_changed(), {.containers = {container}});
  CHECK(state.unit_status ==
        testing::MaintenanceStatus{"Waiting for Pebble in workload container"});
  CHECK(ctx.unit_status_history.contains(testing::MaintenanceStatus{"Assembling Pebble layers"}));
  CHECK(state.workload_version == "");
}

TEST_CASE("a connection that is lost on the way is no error") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  for (const int call : {1, 2, 3}) {
    CAPTURE(call);
    testing::Container container = kContainer;
    container.faults = testing::Faults{.lost_at_call = call};
    const testing::State state =
        ctx.run(ctx.on.pebble_ready(container), {.containers = {container}});
    CHECK(state.unit_status ==
          testing::MaintenanceStatus{"Waiting for Pebble in workload container"});
  }
}

TEST_CASE("a request that Pebble refuses is no error, and is seen in the status") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  testing::Container container = kContainer;
  container.faults = testing::Faults{.failing_call = 2};
  const testing::State state = ctx.run(ctx.on.pebble_ready(container), {.containers = {container}});
  CHECK(state.unit_status == testing::MaintenanceStatus{"Waiting for the service to start up"});
  CHECK(ctx.juju_log.contains(
      {.level = "INFO", .message = "Unable to connect to Pebble: internal error"}));
}

TEST_CASE("a service that does not run is waited for") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  testing::Container container = kContainer;
  container.service_statuses = {{"fastapi", pebble::ServiceStatus::inactive}};
  const testing::State state = ctx.run(ctx.on.update_status(), {.containers = {container}});
  CHECK(state.unit_status == testing::MaintenanceStatus{"Waiting for the service to start up"});
}

TEST_CASE("a server that ends an hour later takes Pebble with it, as the image wants it") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  testing::Container container = kContainer;
  container.programs = {{"uvicorn", {.exits_after = Duration("1h")}}};
  testing::State state = ctx.run(ctx.on.pebble_ready(container), {.containers = {container}});
  CHECK(state.unit_status == testing::ActiveStatus{});

  state = ctx.advance(state, Duration("1h"));
  state = ctx.run(ctx.on.update_status(), state);
  CHECK(state.unit_status ==
        testing::MaintenanceStatus{"Waiting for Pebble in workload container"});
}
