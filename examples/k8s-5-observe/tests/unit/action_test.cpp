/// The action: upstream's tests, statement for statement, and more.
#include "charm.h"
#include "image.h"
#include "ops/testing/doctest.h"
#include "postgresql_client/testing.h"

using postgresql_client::testing::FakePostgresql;

namespace {

using Results = ops::base::Map<std::string, ops::base::Json>;

const FakePostgresql kPostgresql{
    .endpoints = "example.com:5432", .username = "foo", .password = "bar"};

}  // namespace

// ---- upstream's tests

TEST_CASE("get db info action") {
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

  (void)ctx.run(ctx.on.action("get-db-info", {.params = {{"show-password", false}}}), state_in);

  CHECK(ctx.action_results == ops::base::Map<std::string, ops::base::Json>{
                                  {"db-host", "example.com"},
                                  {"db-port", "5432"},
                              });
}

TEST_CASE("get db info action show password") {
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

  (void)ctx.run(ctx.on.action("get-db-info", {.params = {{"show-password", true}}}), state_in);

  CHECK(ctx.action_results == ops::base::Map<std::string, ops::base::Json>{
                                  {"db-host", "example.com"},
                                  {"db-port", "5432"},
                                  {"db-username", "foo"},
                                  {"db-password", "bar"},
                              });
}

// ---- more than upstream tests

TEST_CASE("the action fails without a relation, and before the database has answered") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  CHECK_THROWS_WITH_AS((void)ctx.run(ctx.on.action("get-db-info"), {}), "No database connected",
                       testing::ActionFailed);
  const testing::State asked{.relations = {kPostgresql.created()}};
  CHECK_THROWS_WITH_AS((void)ctx.run(ctx.on.action("get-db-info"), asked), "No database connected",
                       testing::ActionFailed);
  CHECK(ctx.action_results.empty());
}

TEST_CASE("the password is not shown unless it is asked for") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::State state{.relations = {kPostgresql.answered()},
                             .secrets = kPostgresql.secrets()};
  (void)ctx.run(ctx.on.action("get-db-info"), state);
  CHECK(ctx.action_results == Results{{"db-host", "example.com"}, {"db-port", "5432"}});
}

TEST_CASE("credentials that came in a secret can be shown") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::State state{.relations = {kPostgresql.answered()},
                             .secrets = kPostgresql.secrets()};
  (void)ctx.run(ctx.on.action("get-db-info", {.params = {{"show-password", true}}}), state);
  CHECK(ctx.action_results == Results{{"db-host", "example.com"},
                                      {"db-port", "5432"},
                                      {"db-username", "foo"},
                                      {"db-password", "bar"}});
}

TEST_CASE("the action changes nothing but the unit's status") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::Container container{
      .name = "demo-server", .can_connect = true, .layers = {{"rock", rock_layer()}}};
  const testing::State before{.relations = {kPostgresql.answered_without_secrets()},
                              .containers = {container}};
  const testing::State after = ctx.run(ctx.on.action("get-db-info"), before);
  CHECK(after.relations == before.relations);
  CHECK(after.containers == before.containers);
  CHECK(after.unit_status == testing::MaintenanceStatus{"Waiting for the service to start up"});
}
