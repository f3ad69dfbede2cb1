#include "postgresql_client/database_requires.h"

#include "ops/ops.h"
#include "ops/testing/doctest.h"
#include "postgresql_client/testing.h"

namespace testing = ops::testing;

using postgresql_client::DatabaseOptions, postgresql_client::DatabaseRequires,
    postgresql_client::DatabaseRequiresEvent, postgresql_client::testing::FakePostgresql;

namespace {

constexpr const char* kMeta = R"(
name: shop
requires:
  database: {interface: postgresql_client}
)";

/// Says in its log what it hears, as soon as it leads.
class Shop : public ops::CharmBase {
 public:
  explicit Shop(ops::Framework& framework, DatabaseOptions options = {})
      : CharmBase(framework), database(*this, "database", "names_db", options) {
    framework.observe<&Shop::on_database>(database.on.database_created, *this);
    framework.observe<&Shop::on_database>(database.on.endpoints_changed, *this);
    framework.observe<&Shop::on_database>(database.on.read_only_endpoints_changed, *this);
  }

  DatabaseRequires database;

 private:
  void on_database(DatabaseRequiresEvent& event) {
    if (!unit().is_leader()) return event.defer();
    logger().info(std::string(event.kind()) + ' ' + event.username().value_or("?") + ' ' +
                  event.password().value_or("?") + ' ' + event.endpoints().value_or("?"));
  }
};

const testing::ContextOptions kOptions{.meta = kMeta};

testing::JujuLogLine info(const std::string& message) {
  return {.level = "INFO", .message = message};
}

/// The relation as the State has it now.
testing::Relation relation_in(const testing::State& state) {
  return *state.get_relation(1).get_if<testing::Relation>();
}

}  // namespace

// ---- what is asked for

TEST_CASE("the leader asks for the database, and for secrets") {
  testing::Context<Shop> ctx(kOptions);
  const testing::Relation relation = FakePostgresql{}.created();
  const testing::State state =
      ctx.run(ctx.on.relation_created(relation), {.relations = {relation}, .leader = true});
  const std::string requested =
      R"(["username", "password", "tls", "tls-ca", "uris", "read-only-uris"])";
  CHECK(relation_in(state).local_app_data ==
        testing::Databag{{"requested-secrets", requested},
                         {"provided-secrets", R"(["mtls-cert"])"},
                         {"database", "names_db"}});
  CHECK(relation_in(state).local_unit_data["requested-secrets"] == requested);
  CHECK(relation_in(state).local_unit_data["provided-secrets"] == R"(["mtls-cert"])");
}

TEST_CASE("what else is wanted is asked for, too") {
  testing::Context<Shop> ctx(kOptions, DatabaseOptions{.extra_user_roles = "admin",
                                                       .additional_secret_fields = {"token"},
                                                       .external_node_connectivity = true});
  const testing::Relation relation = FakePostgresql{}.created();
  const testing::State state =
      ctx.run(ctx.on.relation_created(relation), {.relations = {relation}, .leader = true});
  const testing::Databag data = relation_in(state).local_app_data;
  CHECK(data["extra-user-roles"] == "admin");
  CHECK(data["external-node-connectivity"] == "true");
  CHECK(data["requested-secrets"] ==
        R"(["username", "password", "tls", "tls-ca", "uris", "read-only-uris", "token"])");
}

TEST_CASE("a unit that does not lead asks for nothing") {
  testing::Context<Shop> ctx(kOptions);
  const testing::Relation relation = FakePostgresql{}.created();
  const testing::State state =
      ctx.run(ctx.on.relation_created(relation), {.relations = {relation}});
  CHECK(relation_in(state) == relation);
}

TEST_CASE("a Juju without secrets is not asked for any") {
  testing::ContextOptions options = kOptions;
  options.juju_version = "2.9.49";
  testing::Context<Shop> ctx(options);
  const testing::Relation relation = FakePostgresql{}.created();
  const testing::State state =
      ctx.run(ctx.on.relation_created(relation), {.relations = {relation}, .leader = true});
  CHECK(relation_in(state).local_app_data == testing::Databag{{"database", "names_db"}});
}

// ---- what is told

TEST_CASE("the database is there when the other side names the secret of its user") {
  testing::Context<Shop> ctx(kOptions);
  const FakePostgresql postgresql{.endpoints = "db:5432", .username = "foo", .password = "bar"};
  const testing::Relation relation = postgresql.answered();
  const testing::State state =
      ctx.run(ctx.on.relation_changed(relation),
              {.relations = {relation}, .leader = true, .secrets = postgresql.secrets()});
  CHECK(ctx.juju_log.contains(info("database_created foo bar db:5432")));
  CHECK(ctx.emitted_events.size() == 2);
}

TEST_CASE("and when the credentials are in the databag") {
  testing::Context<Shop> ctx(kOptions);
  const FakePostgresql postgresql{.endpoints = "db:5432", .username = "foo", .password = "bar"};
  const testing::Relation relation = postgresql.answered_without_secrets();
  const testing::State state =
      ctx.run(ctx.on.relation_changed(relation), {.relations = {relation}, .leader = true});
  CHECK(ctx.juju_log.contains(info("database_created foo bar db:5432")));
}

TEST_CASE("a user without a password is not a database yet") {
  testing::Context<Shop> ctx(kOptions);
  testing::Relation relation = FakePostgresql{}.created();
  relation.remote_app_data = {{"database", "names_db"}, {"username", "foo"}};
  (void)ctx.run(ctx.on.relation_changed(relation), {.relations = {relation}});
  CHECK(ctx.emitted_events.size() == 1);
}

TEST_CASE("the unit keeps what it has seen, and is told of nothing twice") {
  testing::Context<Shop> ctx(kOptions);
  testing::Relation relation = FakePostgresql{}.created();
  relation.remote_app_data = {{"username", "foo"}, {"password", "bar"}, {"data", "theirs"}};
  testing::State state = ctx.run(ctx.on.relation_changed(relation), {.relations = {relation}});
  CHECK(relation_in(state).local_unit_data["data"] == R"({"password": "bar", "username": "foo"})");
  CHECK(ctx.emitted_events.size() == 2);

  state = ctx.run(ctx.on.relation_changed(relation_in(state)), state);
  CHECK(ctx.emitted_events.size() == 3);
}

TEST_CASE("a database that moves is told of once, by the endpoints that matter most") {
  testing::Context<Shop> ctx(kOptions);
  FakePostgresql postgresql{.endpoints = "a:1", .username = "foo", .password = "bar"};
  testing::Relation relation = postgresql.answered();
  testing::State state =
      ctx.run(ctx.on.relation_changed(relation),
              {.relations = {relation}, .leader = true, .secrets = postgresql.secrets()});

  postgresql.endpoints = "b:2";
  postgresql.read_only_endpoints = "c:3";
  relation = relation_in(state);
  relation.remote_app_data = postgresql.answer();
  state.relations = {relation};
  state = ctx.run(ctx.on.relation_changed(relation), state);
  CHECK(ctx.juju_log.contains(info("endpoints_changed foo bar b:2")));

  postgresql.read_only_endpoints = "d:4";
  relation = relation_in(state);
  relation.remote_app_data = postgresql.answer();
  state.relations = {relation};
  state = ctx.run(ctx.on.relation_changed(relation), state);
  CHECK(ctx.juju_log.contains(info("read_only_endpoints_changed foo bar b:2")));
  CHECK(ctx.emitted_events.size() == 6);
}

TEST_CASE("a subordinate is waited for until its unit is ready") {
  testing::Context<Shop> ctx(kOptions);
  testing::Relation relation = FakePostgresql{}.answered_without_secrets();
  relation.remote_app_data = relation.remote_app_data.with("subordinated", "true");
  testing::State state = ctx.run(ctx.on.relation_changed(relation), {.relations = {relation}});
  CHECK(ctx.emitted_events.size() == 1);

  relation = relation_in(state);
  relation.remote_units_data = {{0, {{"state", "ready"}}}};
  state.relations = {relation};
  state = ctx.run(ctx.on.relation_changed(relation), state);
  CHECK(ctx.emitted_events.size() == 3);
}

TEST_CASE("an event that was deferred still says everything") {
  testing::Context<Shop> ctx(kOptions);
  const FakePostgresql postgresql{.endpoints = "db:5432", .username = "foo", .password = "bar"};
  const testing::Relation relation = postgresql.answered();
  testing::State state = ctx.run(ctx.on.relation_changed(relation),
                                 {.relations = {relation}, .secrets = postgresql.secrets()});
  CHECK(state.deferred.size() == 1);
  state.leader = true;
  state = ctx.run(ctx.on.leader_elected(), state);
  CHECK(state.deferred.empty());
  CHECK(ctx.juju_log.contains(info("database_created foo bar db:5432")));
}

// ---- secrets

TEST_CASE("a secret is labelled by its relation and group") {
  testing::Context<Shop> ctx(kOptions);
  const FakePostgresql postgresql;
  const testing::Relation relation = postgresql.answered();
  const testing::State state = ctx.run(ctx.on.relation_changed(relation),
                                       {.relations = {relation}, .secrets = postgresql.secrets()});
  CHECK(state.get_secret("secret:000000000000000user1").label == "database.1.user.secret");
  CHECK(state.get_secret("secret:0000000000000000tls1").label == "database.1.tls.secret");
}

TEST_CASE("the newest revision of a secret counts") {
  testing::Context<Shop> ctx(kOptions);
  const testing::Relation relation = FakePostgresql{}.answered();
  testing::Secret user = FakePostgresql{}.secrets()["secret:000000000000000user1"];
  user.latest_content = {{"username", "foo"}, {"password", "n3w"}};
  user.latest_revision = 2;
  const testing::State state{.relations = {relation},
                             .secrets = FakePostgresql{}.secrets().with(user)};
  auto manager = ctx.begin(ctx.on.secret_changed(user), state);
  CHECK(manager.charm().database.fetch_relation_data()[1]["password"] == "n3w");
}

TEST_CASE("a secret that was not granted is an error") {
  testing::Context<Shop> ctx(kOptions);
  const testing::Relation relation = FakePostgresql{}.answered();
  CHECK_THROWS_WITH_AS((void)ctx.run(ctx.on.relation_changed(relation), {.relations = {relation}}),
                       doctest::Contains("SecretNotFoundError"), testing::UncaughtCharmError);
}

// ---- reading at any time

TEST_CASE("the data of all relations can be read at any time") {
  testing::Context<Shop> ctx(kOptions);
  const FakePostgresql one{.username = "foo", .password = "bar"};
  const FakePostgresql other{.relation_id = 2};
  const testing::State state{.relations = {one.answered(), other.created()},
                             .secrets = one.secrets()};
  auto manager = ctx.begin(ctx.on.update_status(), state);
  const auto data = manager.charm().database.fetch_relation_data();
  CHECK(data.size() == 2);
  CHECK(data[1]["username"] == "foo");
  CHECK(data[1]["password"] == "bar");
  CHECK_FALSE(data[1].contains("secret-user"));
  CHECK(data[2].empty());
  CHECK_FALSE(manager.charm().database.is_resource_created());
}

TEST_CASE("the database is there when every relation has brought credentials") {
  testing::Context<Shop> ctx(kOptions);
  const testing::Relation relation = FakePostgresql{}.answered_without_secrets();
  CHECK(ctx.begin(ctx.on.update_status(), {.relations = {relation}})
            .charm()
            .database.is_resource_created());
  CHECK_FALSE(ctx.begin(ctx.on.update_status(), {}).charm().database.is_resource_created());
}

TEST_CASE("a relation that breaks is not read any more") {
  testing::Context<Shop> ctx(kOptions);
  const testing::Relation relation = FakePostgresql{}.answered();
  auto manager = ctx.begin(ctx.on.relation_broken(relation), {.relations = {relation}});
  CHECK(manager.charm().database.fetch_relation_data().empty());
}
