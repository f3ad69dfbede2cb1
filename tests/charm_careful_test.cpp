/// What a careful author tests of the tutorial's charm beside the tutorial's own test.
#include "charm.h"
#include "ops/pebble/errors.h"
#include "ops/testing/doctest.h"

namespace pebble = ops::pebble;
namespace testing = ops::testing;

namespace {

const testing::Container kReady{.name = "demo-server", .can_connect = true};

}  // namespace

TEST_CASE("a unit that does not lead starts the service, too") {
  testing::Context<FastApiDemoCharm> ctx;
  const testing::State state_in{.containers = {kReady}, .leader = false};
  const testing::State state_out = ctx.run(ctx.on.pebble_ready(kReady), state_in);
  CHECK(state_out.unit_status == testing::ActiveStatus{});
  CHECK(state_out.get_container("demo-server").service_statuses["fastapi-service"] ==
        pebble::ServiceStatus::active);
}

TEST_CASE("the charm says in Juju's log what it did") {
  testing::Context<FastApiDemoCharm> ctx;
  (void)ctx.run(ctx.on.pebble_ready(kReady), testing::State{.containers = {kReady}});
  CHECK(ctx.juju_log.contains(
      {.level = "INFO", .message = "Service fastapi-service is planned and started."}));
  CHECK(ctx.juju_log.contains(
      {.level = "DEBUG", .message = "Emitting Juju event demo_server_pebble_ready."}));
}

TEST_CASE("the status before is in the history, the one after in the State") {
  testing::Context<FastApiDemoCharm> ctx;
  const testing::State state_in{.containers = {kReady},
                                .unit_status = testing::WaitingStatus{"for Pebble"}};
  const testing::State state_out = ctx.run(ctx.on.pebble_ready(kReady), state_in);
  CHECK(ctx.unit_status_history ==
        ops::base::List<testing::Status>{testing::WaitingStatus{"for Pebble"}});
  CHECK(state_out.unit_status == testing::ActiveStatus{});
}

TEST_CASE("pebble-ready changes the plan, the service, the status, and nothing else") {
  testing::Context<FastApiDemoCharm> ctx;
  const testing::State state_in{.containers = {kReady}, .leader = true};
  const testing::State state_out = ctx.run(ctx.on.pebble_ready(kReady), state_in);

  const pebble::Layer layer{
      .summary = "FastAPI demo service",
      .description = "pebble config layer for FastAPI demo server",
      .services = {{"fastapi-service",
                    {
                        .summary = "fastapi demo",
                        .startup = pebble::Startup::enabled,
                        .override = pebble::Override::replace,
                        .command = "uvicorn api_demo_server.app:app --host=0.0.0.0 --port=8000",
                    }}},
  };
  testing::Container container = kReady;
  container.layers = {{"fastapi_demo", layer}};
  container.service_statuses = {{"fastapi-service", pebble::ServiceStatus::active}};
  testing::State expected = state_in;
  expected.containers = {container};
  expected.unit_status = testing::ActiveStatus{};
  expected.stored_states = state_out.stored_states;  // the framework's own counter of events
  CHECK(state_out == expected);
}

TEST_CASE("pebble-ready again, after a restart of the container, leaves the State as it is") {
  testing::Context<FastApiDemoCharm> ctx;
  const testing::State once =
      ctx.run(ctx.on.pebble_ready(kReady), testing::State{.containers = {kReady}});
  testing::State twice = ctx.run(ctx.on.pebble_ready(once.get_container("demo-server")), once);
  twice.stored_states = once.stored_states;
  CHECK(twice == once);
}

TEST_CASE("a container that cannot connect is a pebble::ConnectionError in the charm") {
  testing::Context<FastApiDemoCharm> ctx;
  const testing::Container away{.name = "demo-server"};
  try {
    (void)ctx.run(ctx.on.pebble_ready(away), testing::State{.containers = {away}});
    FAIL("the charm cannot have reached Pebble");
  } catch (const testing::UncaughtCharmError& error) {
    CHECK_THROWS_AS(std::rethrow_if_nested(error), pebble::ConnectionError);
  }
}

TEST_CASE("an event of a container that the State does not have is refused with what to pass") {
  testing::Context<FastApiDemoCharm> ctx;
  CHECK_THROWS_AS((void)ctx.run(ctx.on.pebble_ready(kReady), testing::State{}),
                  testing::InconsistentScenarioError);
}

TEST_CASE("events that the charm does not observe change nothing") {
  testing::Context<FastApiDemoCharm> ctx;
  const testing::State state_in{.containers = {kReady}, .leader = true};
  for (const testing::Event& event : {ctx.on.install(), ctx.on.start(), ctx.on.config_changed(),
                                      ctx.on.update_status(), ctx.on.stop(), ctx.on.remove()}) {
    testing::State state_out = ctx.run(event, state_in);
    state_out.stored_states = {};
    CAPTURE(event);
    CHECK(state_out == state_in);
  }
}
