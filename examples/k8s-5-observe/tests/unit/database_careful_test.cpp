/// What upstream does not test: how the database comes, and moves.
#include "charm.h"
#include "image.h"
#include "ops/testing/doctest.h"
#include "postgresql_client/testing.h"

using postgresql_client::testing::FakePostgresql;

namespace {

const testing::Container kContainer{
    .name = "demo-server", .can_connect = true, .layers = {{"rock", rock_layer()}}};

/// A State in which the database has answered.
testing::State with_database(const FakePostgresql& postgresql) {
  return {.relations = {postgresql.answered()},
          .containers = {kContainer},
          .secrets = postgresql.secrets()};
}

Environment environment_in(const testing::State& state) {
  return state.get_container("demo-server").layers["fastapi_demo"].services["fastapi"].environment;
}

}  // namespace

TEST_CASE("the leader asks for the database names_db") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::Relation relation = FakePostgresql{}.created();
  const testing::State state =
      ctx.run(ctx.on.relation_created(relation), {.relations = {relation}, .leader = true});
  CHECK(local_data_of(state.get_relation(1), true)["database"] == "names_db");
}

TEST_CASE("credentials that come in a secret go into the service's environment") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const FakePostgresql postgresql{
      .endpoints = "example.com:5432", .username = "foo", .password = "bar"};
  const testing::State state =
      ctx.run(ctx.on.relation_changed(postgresql.answered()), with_database(postgresql));
  CHECK(state.unit_status == testing::ActiveStatus{});
  CHECK(environment_in(state) == Environment{
                                     {"DEMO_SERVER_DB_HOST", "example.com"},
                                     {"DEMO_SERVER_DB_PORT", "5432"},
                                     {"DEMO_SERVER_DB_USER", "foo"},
                                     {"DEMO_SERVER_DB_PASSWORD", "bar"},
                                 });
}

TEST_CASE("a database that moves is followed") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  FakePostgresql postgresql{.endpoints = "here:5432"};
  testing::State state =
      ctx.run(ctx.on.relation_changed(postgresql.answered()), with_database(postgresql));

  postgresql.endpoints = "there:6432,elsewhere:5432";
  testing::Relation relation = *state.get_relation(1).get_if<testing::Relation>();
  relation.remote_app_data = postgresql.answer();
  state.relations = {relation};
  state = ctx.run(ctx.on.relation_changed(relation), state);
  CHECK(environment_in(state)["DEMO_SERVER_DB_HOST"] == "there");
  CHECK(environment_in(state)["DEMO_SERVER_DB_PORT"] == "6432");
}

TEST_CASE("a database that comes before Pebble is used once Pebble is there") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const FakePostgresql postgresql{.endpoints = "example.com:5432"};
  testing::State state = with_database(postgresql);
  state.containers = {testing::Container{.name = "demo-server"}};
  state = ctx.run(ctx.on.relation_changed(postgresql.answered()), state);
  CHECK(state.unit_status ==
        testing::MaintenanceStatus{"Waiting for Pebble in workload container"});

  state.containers = {kContainer};
  state = ctx.run(ctx.on.pebble_ready(kContainer), state);
  CHECK(state.unit_status == testing::ActiveStatus{});
  CHECK(environment_in(state)["DEMO_SERVER_DB_HOST"] == "example.com");
}

TEST_CASE("a database that has no endpoint yet is waited for") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const FakePostgresql postgresql{.endpoints = ""};
  const testing::State state =
      ctx.run(ctx.on.relation_changed(postgresql.answered()), with_database(postgresql));
  CHECK(state.unit_status == testing::WaitingStatus{"Waiting for database relation"});
  CHECK(environment_in(state).empty());
}
