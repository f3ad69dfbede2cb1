/// Upstream's tests of this charm, statement for statement.
#include "charm.h"

#include "ops/testing/doctest.h"

namespace pebble = ops::pebble;
namespace testing = ops::testing;

namespace {

constexpr const char* kContainer = HttpbinDemoCharm::container_name;
constexpr const char* kService = HttpbinDemoCharm::service_name;

/// How the charm reports its status has nothing to do with how the service is started: the layer
/// needs not the real command.
const pebble::Layer kMockLayer{
    .services = {{kService,
                  {
                      .startup = pebble::Startup::enabled,
                      .override = pebble::Override::replace,
                      .command = "mock-command",
                  }}},
};

}  // namespace

TEST_CASE("pebble ready") {
  testing::Context<HttpbinDemoCharm> ctx;
  const testing::Container container{.name = kContainer, .can_connect = true};
  const testing::State state_in{.containers = {container}};

  const testing::State state_out = ctx.run(ctx.on.pebble_ready(container), state_in);

  const pebble::Plan expected_plan{
      .services = {{kService,
                    {
                        .summary = "httpbin",
                        .startup = pebble::Startup::enabled,
                        .override = pebble::Override::replace,
                        .command = "gunicorn -b 0.0.0.0:80 httpbin:app -k gevent",
                        .environment = {{"GUNICORN_CMD_ARGS", "--log-level info"}},
                    }}},
  };
  CHECK(state_out.get_container(container.name).plan() == expected_plan);
  CHECK(state_out.get_container(container.name).service_statuses[kService] ==
        pebble::ServiceStatus::active);
  CHECK(state_out.unit_status == testing::ActiveStatus{});
}

TEST_CASE("status service active") {
  testing::Context<HttpbinDemoCharm> ctx;
  const testing::Container container{
      .name = kContainer,
      .can_connect = true,
      .layers = {{"base", kMockLayer}},
      .service_statuses = {{kService, pebble::ServiceStatus::active}},
  };
  const testing::State state_in{.containers = {container}};
  const testing::State state_out = ctx.run(ctx.on.update_status(), state_in);
  CHECK(state_out.unit_status == testing::ActiveStatus{});
}

TEST_CASE("status service inactive") {
  testing::Context<HttpbinDemoCharm> ctx;
  const testing::Container container{
      .name = kContainer,
      .can_connect = true,
      .layers = {{"base", kMockLayer}},
      .service_statuses = {{kService, pebble::ServiceStatus::inactive}},
  };
  const testing::State state_in{.containers = {container}};
  const testing::State state_out = ctx.run(ctx.on.update_status(), state_in);
  CHECK(state_out.unit_status == testing::MaintenanceStatus{"waiting for workload"});
}

TEST_CASE("status no service") {
  testing::Context<HttpbinDemoCharm> ctx;
  const testing::Container container{.name = kContainer, .can_connect = true};
  const testing::State state_in{.containers = {container}};
  const testing::State state_out = ctx.run(ctx.on.update_status(), state_in);
  CHECK(state_out.unit_status == testing::MaintenanceStatus{"waiting for workload container"});
}

TEST_CASE("status no pebble") {
  testing::Context<HttpbinDemoCharm> ctx;
  const testing::Container container{.name = kContainer, .can_connect = false};
  const testing::State state_in{.containers = {container}};
  const testing::State state_out = ctx.run(ctx.on.update_status(), state_in);
  CHECK(state_out.unit_status == testing::MaintenanceStatus{"waiting for workload container"});
}

TEST_CASE("config changed") {
  for (const char* user_log_level : {"debug", "DEBUG"}) {
    CAPTURE(user_log_level);
    testing::Context<HttpbinDemoCharm> ctx;
    const testing::Container container{.name = kContainer, .can_connect = true};
    const testing::State state_in{
        .config = {{"log-level", user_log_level}},
        .containers = {container},
    };
    const testing::State state_out = ctx.run(ctx.on.config_changed(), state_in);
    const pebble::Plan updated_plan = state_out.get_container(container.name).plan();
    const std::string gunicorn_args =
        updated_plan.services[kService].environment["GUNICORN_CMD_ARGS"];
    CHECK(gunicorn_args == "--log-level debug");
    CHECK(state_out.unit_status == testing::ActiveStatus{});
  }
}

TEST_CASE("config changed invalid") {
  for (const std::string user_log_level : {"", "foobar"}) {
    CAPTURE(user_log_level);
    testing::Context<HttpbinDemoCharm> ctx;
    const testing::Container container{.name = kContainer, .can_connect = true};
    const testing::State state_in{
        .config = {{"log-level", user_log_level}},
        .containers = {container},
    };
    const testing::State state_out = ctx.run(ctx.on.config_changed(), state_in);
    const auto* blocked = state_out.unit_status.get_if<testing::BlockedStatus>();
    REQUIRE(blocked);
    CHECK(blocked->message.starts_with("Invalid log level: '" + user_log_level + "'."));
  }
}
