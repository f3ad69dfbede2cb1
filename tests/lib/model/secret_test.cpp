#include "ops/model/secret.h"

#include "model_fixture.h"

using namespace ops;
using Calls = std::vector<std::string>;

namespace {

struct SecretFixture : ModelFixture {
  explicit SecretFixture(const char* version = "3.6.2")
      : ModelFixture({.version = JujuVersion::parse(version)}) {
    answers("secret-get", {{"*--peek", R"({"key": "newest"})"},
                           {"*--refresh", R"({"key": "newest"})"},
                           {"*", R"({"key": "tracked"})"}});
    answer("secret-info-get", "*",
           R"({"abc": {"revision": 7, "label": "db", "description": "d", "rotation": "daily",
                       "expiry": "2031-01-02T03:04:05+02:00"}})");
    answer("secret-add", "*", "secret:new");
    for (const char* tool : {"secret-set", "secret-grant", "secret-revoke", "secret-remove"})
      fake.add(tool, "");
  }

  /// Without the folders of the files that contents are passed in.
  Calls secret_calls() {
    Calls all = calls();
    for (std::string& line : all)
      for (std::size_t at; (at = line.find("#file=")) != line.npos;)
        line.erase(at, line.find(' ', at) - at);
    return all;
  }
};

}  // namespace

TEST_CASE("an id is told to Juju with the model that it is of, unless it says so itself") {
  SecretFixture on;
  CHECK(on.model.get_secret({.id = " abc "}).id() == base::Optional<std::string>("secret://m/abc"));
  CHECK(*on.model.get_secret({.id = "secret:abc"}).id() == "secret:abc");
  CHECK(*on.model.get_secret({.id = "secret://other/abc", .label = "db"}).unique_identifier() ==
        "abc");
  CHECK(on.calls() == Calls{"secret-get --format=json secret://m/abc",
                            "secret-get --format=json secret:abc",
                            "secret-get --format=json secret://other/abc --label db"});
}

TEST_CASE("a secret is got by something") {
  SecretFixture on;
  CHECK_THROWS_WITH_AS(on.model.get_secret({}), "Must provide an id or label, or both", ValueError);
  CHECK_THROWS_AS(on.model.get_secret({.id = "", .label = ""}), ValueError);
  CHECK(on.calls().empty());
}

TEST_CASE("one that is not there is told when it is got") {
  SecretFixture on;
  on.fail("secret-get", "ERROR secret \"x\" not found");
  CHECK_THROWS_AS(on.model.get_secret({.id = "x"}), SecretNotFoundError);
}

TEST_CASE("the content is asked for once, again to refresh, and anew to peek") {
  SecretFixture on;
  Secret secret = on.model.get_secret({.label = "db"});
  CHECK(secret.get_content()["key"] == "tracked");
  CHECK(secret.peek_content()["key"] == "newest");
  CHECK(secret.get_content()["key"] == "tracked");
  CHECK(secret.get_content({.refresh = true})["key"] == "newest");
  CHECK(secret.get_content()["key"] == "newest");
  CHECK(on.calls() == Calls{"secret-get --format=json --label db",
                            "secret-get --format=json --label db --peek",
                            "secret-get --format=json --label db --refresh"});
}

TEST_CASE("what changes a secret of which only the label is known asks for its id, once") {
  SecretFixture on;
  Secret secret(on.model, {.label = "db"});
  CHECK_FALSE(secret.id());
  secret.set_content({{"abc", "x"}});
  secret.remove_revision(3);
  secret.remove_all_revisions();
  CHECK(on.secret_calls() == Calls{"secret-info-get --format=json --label db",
                                   "secret-set --owner application secret://m/abc abc",
                                   "secret-remove secret://m/abc --revision 3",
                                   "secret-remove secret://m/abc"});
}

TEST_CASE("only what is said of a secret changes") {
  SecretFixture on;
  Secret secret(on.model, {.id = "secret:abc"});
  CHECK_THROWS_AS(secret.set_info({}), ValueError);
  secret.set_info({.label = ""});
  secret.set_info({.description = "d", .rotate = SecretRotate::yearly});
  CHECK(on.calls() ==
        Calls{"secret-set --label  --owner application secret:abc",
              "secret-set --description d --rotate yearly --owner application secret:abc"});
}

TEST_CASE("a secret expires at a time of any offset, or so long from now") {
  SecretFixture on;
  Secret secret(on.model, {.id = "secret:abc"});
  secret.set_info({.expire = base::Timestamp("2031-01-02T03:04:05Z")});
  secret.set_info({.expire = {"2031-01-02T03:04:05.5+05:30"}});
  secret.set_info({.expire = {"2031-01-02 03:04:05"}});
  secret.set_info({.expire = base::Duration("24h")});
  CHECK_THROWS_AS(secret.set_info({.expire = {"soon"}}), ParseError);
  CHECK(on.calls() ==
        Calls{"secret-set --expire 2031-01-02T03:04:05Z --owner application secret:abc",
              "secret-set --expire 2031-01-02T03:04:05.500000+05:30 --owner application secret:abc",
              "secret-set --expire 2031-01-02T03:04:05 --owner application secret:abc",
              "secret-set --expire 2024-01-02T00:00:00Z --owner application secret:abc"});
}

TEST_CASE("Jujus before 3.6 are told again what is to stay") {
  SecretFixture on("3.6-beta3");
  Secret secret(on.model, {.id = "secret:abc"});
  secret.set_info({.label = "new"});
  secret.set_content({{"abc", "x"}});
  const std::string kept = "--description d --expire 2031-01-02T01:04:05Z --rotate daily ";
  CHECK(on.secret_calls() ==
        Calls{"secret-get --format=json secret:abc --peek",
              "secret-info-get --format=json secret:abc",
              "secret-set --label new " + kept + "--owner application secret:abc key",
              "secret-info-get --format=json secret:abc",
              "secret-set --label db " + kept + "--owner application secret:abc abc"});
}

TEST_CASE("a new secret is the application's or the unit's, and knows its content") {
  SecretFixture on;
  Secret secret = on.model.app().add_secret({{"abc", "v"}}, {.label = "l"});
  CHECK(*secret.id() == "secret:new");
  CHECK(*secret.label() == "l");
  CHECK(secret.get_content()["abc"] == "v");
  on.model.unit().add_secret({{"abc", "v"}, {"a-bc", ""}});
  CHECK(on.secret_calls() ==
        Calls{"secret-add --label l --owner application abc", "secret-add --owner unit abc a-bc"});
}

TEST_CASE("Juju does not take every key") {
  SecretFixture on;
  Unit& unit = on.model.unit();
  for (const char* key : {"abc", "a12", "a-bc", "a-b-c", "abc-0"}) unit.add_secret({{key, "v"}});
  CHECK(on.calls().size() == 5);
  for (const char* key : {"", "ab", "a-b", "abc-", "a--bc", "-abc", "1bc", "aBc", "a_bc", "a.bc"})
    CHECK_THROWS_AS(unit.add_secret({{key, "v"}}), ValueError);
  CHECK_THROWS_WITH_AS(unit.add_secret({}), "Secret content must not be empty", ValueError);
  CHECK_THROWS_WITH_AS(Secret(on.model, {.id = "x"}).set_content({{"x", ""}, {"it's", ""}}),
                       "Invalid secret keys: ['x', \"it's\"]. Keys should be lowercase letters and "
                       "digits, at least 3 characters long, start with a letter, and not start or "
                       "end with a hyphen.",
                       ValueError);
  CHECK(on.calls().empty());
}

TEST_CASE("what Juju tells of a secret is read, and a rotation that nobody knows is not") {
  SecretFixture on;
  Secret secret(on.model, {.id = "secret:abc"});
  CHECK(secret.get_info() == SecretInfo{.id = "secret://m/abc",
                                        .label = "db",
                                        .revision = 7,
                                        .expires = base::Timestamp("2031-01-02T01:04:05Z"),
                                        .rotation = SecretRotate::daily,
                                        .description = "d"});
  on.answer("secret-info-get", "*", R"({"abc": {"revision": 1}})");
  CHECK(secret.get_info() == SecretInfo{.id = "secret://m/abc", .revision = 1});
  on.answer("secret-info-get", "*", R"({"abc": {"revision": 1, "rotation": "sometimes"}})");
  CHECK_THROWS_AS((void)secret.get_info(), juju::HookToolError);
}

TEST_CASE("a secret is granted to a relation, or to one unit of it") {
  SecretFixture on;
  const Relation& relation = *on.model.get_relation("db");
  const Unit& unit = on.model.get_unit("remote/0");
  Secret secret(on.model, {.id = "secret:abc"});
  on.calls();
  secret.grant(relation);
  secret.grant(relation, unit);
  secret.revoke(relation);
  secret.revoke(relation, unit);
  CHECK(on.calls() == Calls{"secret-grant --relation 1 secret:abc",
                            "secret-grant --relation 1 --unit remote/0 secret:abc",
                            "secret-revoke --relation 1 secret:abc",
                            "secret-revoke --relation 1 --unit remote/0 secret:abc"});
}
