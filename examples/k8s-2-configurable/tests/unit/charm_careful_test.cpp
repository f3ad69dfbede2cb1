/// What upstream does not test: what a port changes, and a server that does not answer.
#include "charm.h"
#include "image.h"
#include "ops/testing/doctest.h"

namespace {

const testing::Container kContainer{
    .name = "demo-server", .can_connect = true, .layers = {{"rock", rock_layer()}}};

std::string port_as_version(int port) { return std::to_string(port); }

std::string no_answer(int) { throw fastapi_demo::ServerError("no answer"); }

}  // namespace

TEST_CASE("the charm's layer says the port, and leaves the rest to the image's") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::State state =
      ctx.run(ctx.on.pebble_ready(kContainer), {.containers = {kContainer}});
  const pebble::Layer expected{
      .summary = "FastAPI demo service",
      .description = "pebble config layer for FastAPI demo server",
      .services = {
          {"fastapi",
           {
               .override = pebble::Override::merge,
               .command = "/bin/uvicorn api_demo_server.app:app --host 0.0.0.0 --port 8000",
           }}}};
  CHECK(state.get_container("demo-server").layers["fastapi_demo"] == expected);
}

TEST_CASE("another port changes the command, and nothing else in the container") {
  testing::Context<FastAPIDemoCharm> ctx(port_as_version);
  testing::State before = ctx.run(ctx.on.pebble_ready(kContainer), {.containers = {kContainer}});
  before.config = {{"server-port", 8080}};
  const testing::State after = ctx.run(ctx.on.config_changed(), before);

  const auto changes = ops::base::diff(before.containers, after.containers);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].path == "[demo-server].layers[fastapi_demo].services[fastapi].command");
  CHECK(after.workload_version == "8080");
}

TEST_CASE("with a port that is refused the server runs on as it was") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  testing::State before = ctx.run(ctx.on.pebble_ready(kContainer), {.containers = {kContainer}});
  before.config = {{"server-port", 22}};
  const testing::State after = ctx.run(ctx.on.config_changed(), before);
  CHECK(after.containers == before.containers);
  CHECK(ctx.juju_log.contains(
      {.level = "ERROR",
       .message = "Configuration error: Invalid port number, 22 is reserved for SSH"}));
}

TEST_CASE("a server that does not say its version is active all the same") {
  testing::Context<FastAPIDemoCharm> ctx(no_answer);
  const testing::State state =
      ctx.run(ctx.on.pebble_ready(kContainer), {.containers = {kContainer}});
  CHECK(state.unit_status == testing::ActiveStatus{});
  CHECK(state.workload_version == "");
  CHECK(ctx.juju_log.contains({.level = "WARNING", .message = "no answer"}));
}
