/// What upstream does not test: what the unit's status says.
#include "charm.h"
#include "image.h"
#include "ops/testing/doctest.h"
#include "postgresql_client/testing.h"

using postgresql_client::testing::FakePostgresql;

namespace {

const testing::Container kContainer{
    .name = "demo-server", .can_connect = true, .layers = {{"rock", rock_layer()}}};

}  // namespace

TEST_CASE("the unit waits until the database has answered") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::Relation relation = FakePostgresql{}.created();
  const testing::State state =
      ctx.run(ctx.on.pebble_ready(kContainer),
              {.relations = {relation}, .containers = {kContainer}, .leader = true});
  CHECK(state.unit_status == testing::WaitingStatus{"Waiting for database relation"});
}

TEST_CASE("without its relation the unit is blocked again") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const FakePostgresql postgresql;
  const testing::State state =
      ctx.run(ctx.on.relation_changed(postgresql.answered()), {.relations = {postgresql.answered()},
                                                               .containers = {kContainer},
                                                               .secrets = postgresql.secrets()});
  CHECK(ctx.run(ctx.on.relation_broken(state.get_relation(1)), state).unit_status ==
        testing::BlockedStatus{"Waiting for database relation"});
}

TEST_CASE("what the user has set is told before what the user has to do") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::State state{.config = {{"server-port", 22}}, .containers = {kContainer}};
  CHECK(ctx.run(ctx.on.update_status(), state).unit_status ==
        testing::BlockedStatus{"Invalid port number, 22 is reserved for SSH"});
}
