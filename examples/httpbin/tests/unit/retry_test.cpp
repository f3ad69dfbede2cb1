/// What the charm does while its container is away. It waits for seconds, and these tests do not.
#include "charm.h"
#include "ops/testing/doctest.h"

namespace pebble = ops::pebble;
namespace testing = ops::testing;
using ops::base::Duration;

namespace {

constexpr const char* kContainer = HttpbinDemoCharm::container_name;

testing::State state_with(const testing::Container& container) {
  return {.config = {{"log-level", "debug"}}, .containers = {container}};
}

std::string gunicorn_args(const testing::State& state) {
  const pebble::Plan plan = state.get_container(kContainer).plan();
  return plan.services[HttpbinDemoCharm::service_name].environment["GUNICORN_CMD_ARGS"];
}

testing::JujuLogLine info(const char* message) { return {"INFO", message}; }

}  // namespace

TEST_CASE("three times the charm tries, and waits longer each time") {
  testing::Context<HttpbinDemoCharm> ctx;
  const testing::Container away{.name = kContainer, .can_connect = false};
  const testing::State state_out = ctx.run(ctx.on.config_changed(), state_with(away));
  CHECK(state_out.elapsed == Duration("7s"));
  CHECK(ctx.juju_log.contains(info("Unable to reconfigure gunicorn (attempt 1)")));
  CHECK(ctx.juju_log.contains(info("Unable to reconfigure gunicorn (attempt 2)")));
  CHECK(ctx.juju_log.contains(info("Unable to reconfigure gunicorn (attempt 3)")));
  CHECK(ctx.juju_log.contains({"WARNING", "Unable to reconfigure gunicorn after 3 attempts."}));
  CHECK(state_out.get_container(kContainer) == away);
  CHECK(state_out.unit_status == testing::MaintenanceStatus{"waiting for workload container"});
}

TEST_CASE("the second try succeeds, and there is no third") {
  for (const int failing_call : {1, 2}) {  // adding the layer, and replanning
    CAPTURE(failing_call);
    testing::Context<HttpbinDemoCharm> ctx;
    const testing::Container container{
        .name = kContainer,
        .can_connect = true,
        .faults = testing::Faults{.failing_call = failing_call},
    };
    const testing::State state_out = ctx.run(ctx.on.config_changed(), state_with(container));
    CHECK(state_out.elapsed == Duration("1s"));
    CHECK(gunicorn_args(state_out) == "--log-level debug");
    CHECK(ctx.juju_log.contains({"DEBUG", "Log level for gunicorn changed to 'debug'"}));
    CHECK(state_out.unit_status == testing::ActiveStatus{});
  }
}

TEST_CASE("a container that can be reached costs no waiting") {
  testing::Context<HttpbinDemoCharm> ctx;
  const testing::Container container{.name = kContainer, .can_connect = true};
  const testing::State state_out = ctx.run(ctx.on.config_changed(), state_with(container));
  CHECK(state_out.elapsed == Duration("0s"));
}

TEST_CASE("the connection explodes between two calls, and the charm gives up in time") {
  testing::Context<HttpbinDemoCharm> ctx;
  const testing::Container container{
      .name = kContainer,
      .can_connect = true,
      .faults = testing::Faults{.lost_at_call = 2},
  };
  const testing::State state_out = ctx.run(ctx.on.config_changed(), state_with(container));
  CHECK(state_out.elapsed == Duration("7s"));
  // The layer has arrived, and nobody has replanned.
  CHECK(gunicorn_args(state_out) == "--log-level debug");
  CHECK(state_out.get_container(kContainer).service_statuses.empty());
  CHECK(state_out.unit_status == testing::MaintenanceStatus{"waiting for workload container"});
}

TEST_CASE("what was given up is made good when the container is back") {
  testing::Context<HttpbinDemoCharm> ctx;
  testing::State state = state_with({.name = kContainer, .can_connect = false});
  state = ctx.run(ctx.on.config_changed(), state);
  const testing::Container back{.name = kContainer, .can_connect = true};
  state.containers = {back};
  state = ctx.run(ctx.on.pebble_ready(back), state);
  CHECK(gunicorn_args(state) == "--log-level debug");
  CHECK(state.unit_status == testing::ActiveStatus{});
}

TEST_CASE("another log level is another plan, and the same one changes nothing") {
  testing::Context<HttpbinDemoCharm> ctx;
  const testing::Container container{.name = kContainer, .can_connect = true};
  testing::State state = ctx.run(ctx.on.pebble_ready(container), {.containers = {container}});
  CHECK(gunicorn_args(state) == "--log-level info");
  CHECK(ctx.run(ctx.on.config_changed(), state).get_container(kContainer) ==
        state.get_container(kContainer));
  state.config = {{"log-level", "error"}};
  state = ctx.run(ctx.on.config_changed(), state);
  CHECK(gunicorn_args(state) == "--log-level error");
}

TEST_CASE("an invalid log level is not waited for, and leaves the workload as it is") {
  testing::Context<HttpbinDemoCharm> ctx;
  const testing::Container container{.name = kContainer, .can_connect = true};
  testing::State state = ctx.run(ctx.on.pebble_ready(container), {.containers = {container}});
  const testing::Container before = state.get_container(kContainer);
  state.config = {{"log-level", "loud"}};
  state = ctx.run(ctx.on.config_changed(), state);
  CHECK(state.get_container(kContainer) == before);
  CHECK(state.elapsed == Duration("0s"));
  CHECK(state.unit_status ==
        testing::BlockedStatus{"Invalid log level: 'loud'. Valid values are: info, debug, "
                               "warning, error, critical."});
}

TEST_CASE("a Pebble that fails is no matter for the status, but an error") {
  testing::Context<HttpbinDemoCharm> ctx;
  const testing::Container container{
      .name = kContainer,
      .can_connect = true,
      .faults = testing::Faults{.failing_call = 1},
  };
  CHECK_THROWS_AS((void)ctx.run(ctx.on.update_status(), state_with(container)),
                  testing::UncaughtCharmError);
  CHECK(ctx.juju_log.contains({"ERROR", "Unable to fetch service info from Pebble"}));
}
