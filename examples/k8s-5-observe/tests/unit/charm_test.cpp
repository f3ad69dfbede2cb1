/// The unit tests of upstream's k8s-5-observe, statement for statement.
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
  CHECK(state_out.unit_status == testing::BlockedStatus{"Waiting for database relation"});
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

TEST_CASE("relation data") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::Relation relation{
      .endpoint = "database",
      .interface = "postgresql_client",
      .remote_app_name = "postgresql-k8s",
      .remote_app_data = {
          {"endpoints", "example.com:5432"}, {"username", "foo"}, {"password", "bar"}}};
  const testing::Container container{
      .name = "demo-server", .can_connect = true, .layers = {{"rock", rock_layer()}}};
  const testing::State state_in{.relations = {relation}, .containers = {container}, .leader = true};

  const testing::State state_out = ctx.run(ctx.on.relation_changed(relation), state_in);

  // With what the image says, which the charm's layer is merged with.
  CHECK(state_out.get_container(container.name).plan().services["fastapi"].environment ==
        ops::base::Map<std::string, std::string>{
            {"DEMO_SERVER_LOGFILE", "/tmp/demo_server.log"},
            {"DEMO_SERVER_DB_HOST", "example.com"},
            {"DEMO_SERVER_DB_PORT", "5432"},
            {"DEMO_SERVER_DB_USER", "foo"},
            {"DEMO_SERVER_DB_PASSWORD", "bar"},
        });
}

TEST_CASE("no database blocked") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::Container container{.name = "demo-server", .can_connect = true};
  // The State has no relation.
  const testing::State state_in{.containers = {container}, .leader = true};

  const testing::State state_out = ctx.run(ctx.on.collect_unit_status(), state_in);

  CHECK(state_out.unit_status == testing::BlockedStatus{"Waiting for database relation"});
}
