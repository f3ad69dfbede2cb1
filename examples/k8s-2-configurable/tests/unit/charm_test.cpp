/// The unit tests of upstream's k8s-2-configurable, statement for statement.
#include "charm.h"

#include "image.h"
#include "ops/testing/doctest.h"

TEST_CASE("pebble layer") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::Container container{
      .name = "demo-server", .can_connect = true, .layers = {{"rock", rock_layer()}}};
  const testing::State state_in{.containers = {container}, .leader = true};
  const testing::State state_out = ctx.run(ctx.on.pebble_ready(container), state_in);
  // Pebble's plan keeps the override of the image's layer; Scenario's shows that of the charm's.
  const pebble::Plan expected_plan{.services = rock_layer().services};

  CHECK(state_out.get_container(container.name).plan() == expected_plan);
  CHECK(state_out.unit_status == testing::ActiveStatus{});
  CHECK(state_out.get_container(container.name).service_statuses["fastapi"] ==
        pebble::ServiceStatus::active);
  CHECK(state_out.workload_version == "0.0.1");
}

TEST_CASE("config changed") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::Container container{
      .name = "demo-server", .can_connect = true, .layers = {{"rock", rock_layer()}}};
  const testing::State state_in{
      .config = {{"server-port", 8080}}, .containers = {container}, .leader = true};
  const testing::State state_out = ctx.run(ctx.on.config_changed(), state_in);
  const std::string command =
      state_out.get_container(container.name).plan().services["fastapi"].command;
  CHECK(command.find("--port 8080") != command.npos);
}

TEST_CASE("config changed invalid port") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::Container container{
      .name = "demo-server", .can_connect = true, .layers = {{"rock", rock_layer()}}};
  const testing::State state_in{
      .config = {{"server-port", 22}}, .containers = {container}, .leader = true};
  const testing::State state_out = ctx.run(ctx.on.config_changed(), state_in);
  CHECK(state_out.unit_status ==
        testing::BlockedStatus{"Invalid port number, 22 is reserved for SSH"});
}
