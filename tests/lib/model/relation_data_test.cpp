#include "ops/model/relation_data.h"

#include "model_fixture.h"

using namespace ops;
using Calls = std::vector<std::string>;
using Data = RelationDataContent::Data;

namespace {

/// While a handler runs, as a charm sees it.
struct InHandler : ModelFixture {
  explicit InHandler(const juju::JujuContext& event = {}) : ModelFixture(event) {
    backend.enter_event("start", false);
  }
  RelationData db() { return model.get_relation("db")->data(); }
  RelationDataContent& own() { return db()[model.unit()]; }
  RelationDataContent& own_app() { return db()[model.app()]; }
  RelationDataContent& remote_unit() { return db()[model.get_unit("remote/0")]; }
  RelationDataContent& remote_app() { return db()[model.get_app("remote")]; }

  void follow() { answer("is-leader", "*", "false"); }
};

std::vector<std::string> owners(const RelationData& data) {
  std::vector<std::string> all;
  for (const RelationDataContent* one : data.contents())
    all.push_back(one->unit() ? one->unit()->name() : one->app()->name());
  return all;
}

constexpr const char* kCannotRead =
    "demo/0 is not leader and cannot read its own application databag";
constexpr const char* kCannotWrite = "demo/0 is not leader and cannot write application data.";

}  // namespace

// ---- whose

TEST_CASE("data is that of us and of them, in this order") {
  InHandler on;
  CHECK(owners(on.db()) ==
        std::vector<std::string>{"demo/0", "demo", "remote/0", "remote/1", "remote"});
  CHECK(owners(on.model.get_relation("cluster")->data()) ==
        std::vector<std::string>{"demo/0", "demo", "demo/1", "demo/2"});
  CHECK(owners(on.model.get_relation("db", 99).data()) ==
        std::vector<std::string>{"demo/0", "demo"});
}

TEST_CASE("a unit that leaves has data still, in all relations with its application") {
  const juju::JujuContext leaving{.dispatch_path = "hooks/db-relation-departed",
                                  .remote_unit_name = "remote/7"};
  InHandler on(leaving);
  CHECK(owners(on.db()).back() == "remote/7");
  CHECK(on.db().contains(on.model.get_unit("remote/7")));
  CHECK(owners(on.model.get_relation("web", 3).data()).back() == "other");
  const juju::JujuContext joining{.dispatch_path = "hooks/db-relation-joined",
                                  .remote_unit_name = "remote/7"};
  InHandler other(joining);
  CHECK_FALSE(other.db().contains(other.model.get_unit("remote/7")));
}

TEST_CASE("who is not in the relation has no data there") {
  InHandler on;
  CHECK_THROWS_WITH_AS((void)on.db()[on.model.get_unit("other/0")],
                       "cannot get the relation data of unit other/0: it is not in the relation",
                       LookupError);
  CHECK_THROWS_AS((void)on.db()[on.model.get_app("other")], LookupError);
  CHECK_THROWS_AS((void)on.db()[on.model.get_relation("db", 99).app()], LookupError);
  CHECK(on.db().contains(on.model.get_app("remote")));
}

// ---- reading

TEST_CASE("data is asked for once, whatever is read of it") {
  InHandler on;
  RelationDataContent& data = on.remote_unit();
  (void)on.calls();
  CHECK(data.all() == Data{{"host", "r0"}, {"k", "v"}});
  CHECK(data.keys() == base::List<std::string>{"host", "k"});
  CHECK(data.size() == 2);
  CHECK(data.contains("k"));
  CHECK_FALSE(data.contains("nope"));
  CHECK(data.at("k") == "v");
  CHECK_THROWS_AS((void)data.at("nope"), LookupError);
  CHECK(data.get("k") == base::Optional<std::string>("v"));
  CHECK_FALSE(data.get("nope"));
  CHECK(data.get("nope", "dd") == "dd");
  CHECK(on.calls() == Calls{"relation-get --format=json -r db:1 - remote/0"});
}

TEST_CASE("a text shows data as Python does") {
  InHandler on;
  CHECK(on.remote_unit().to_string() == "{'host': 'r0', 'k': 'v'}");
  on.own().update({{"mine", ""}, {"it's", "a\\b\n\x01"}, {"both", "'\""}});
  CHECK(on.own().to_string() == R"({"it's": 'a\\b\n\x01', 'both': '\'"'})");
}

TEST_CASE("the data of a relation that is gone is empty") {
  InHandler on;
  on.fail("relation-get", "ERROR permission denied");
  CHECK(on.remote_unit().empty());
  CHECK(on.own_app().empty());
}

TEST_CASE("a follower reads all but its application's own data") {
  InHandler on;
  on.follow();
  CHECK(on.remote_app().at("ak") == "av");
  CHECK(on.own().at("mine") == "1");
  CHECK(on.model.get_relation("cluster")->data()[on.model.app()].at("shared") == "x");
  (void)on.calls();
  CHECK_THROWS_WITH_AS((void)on.own_app().all(), kCannotRead, RelationDataAccessError);
  CHECK_THROWS_WITH_AS((void)on.own_app().size(), kCannotRead, RelationDataAccessError);
  CHECK_THROWS_WITH_AS((void)on.own_app().contains("x"), kCannotRead, RelationDataAccessError);
  CHECK(on.own_app().to_string() == "<n/a>");
  CHECK(on.calls().empty());
}

TEST_CASE("who loses the lead cannot read any more what it has read") {
  InHandler on;
  CHECK(on.own_app().at("shared") == "x");
  on.follow();
  on.clock.sleep_ns(31'000'000'000);
  CHECK_THROWS_WITH_AS((void)on.own_app().size(), kCannotRead, RelationDataAccessError);
}

TEST_CASE("an inactive relation is read without any question of leadership") {
  InHandler on;
  on.follow();
  RelationData gone = on.model.get_relation("db", 99).data();
  on.fail("relation-get", "ERROR relation not found");
  (void)on.calls();
  CHECK(gone[on.model.app()].empty());
  CHECK(on.calls() == Calls{"relation-get --format=json -r db:99 --app - demo"});
}

TEST_CASE("outside of handlers Juju alone decides") {
  InHandler on;
  on.follow();
  on.backend.leave_event();
  CHECK(on.own_app().at("shared") == "x");
  on.own_app().set("a", "b");
  CHECK(on.written() == "{\"a\":\"b\"}\n");
}

TEST_CASE("applications have no data before Juju 2.7.0") {
  InHandler on({.version = JujuVersion::parse("2.6.9")});
  CHECK_THROWS_WITH_AS((void)on.remote_app().all(),
                       "getting application data is not supported on Juju version 2.6.9",
                       RuntimeError);
  CHECK(on.own().at("mine") == "1");
}

// ---- writing

TEST_CASE("what is written is known, and what changes nothing is not written") {
  InHandler on;
  on.own().set("new", "v");
  CHECK(on.own().all() == Data{{"mine", "1"}, {"new", "v"}});
  on.own().set("new", "v");
  on.own().set("absent", "");
  on.own().erase("absent");
  on.own().update({});
  on.own().update({{"new", ""}, {"mine", "1"}, {"z", "1"}, {"a", "2"}});
  CHECK(on.written() == "{\"new\":\"v\"}\n{\"new\":\"\",\"z\":\"1\",\"a\":\"2\"}\n");
  CHECK(on.own().all() == Data{{"mine", "1"}, {"z", "1"}, {"a", "2"}});
}

TEST_CASE("a write that fails changes nothing") {
  InHandler on;
  on.fail("relation-set", "ERROR nope");
  CHECK_THROWS_WITH_AS(on.own().set("a", "b"), "ERROR nope\n", ModelError);
  CHECK_FALSE(on.own().contains("a"));
}

TEST_CASE("pop, setdefault and clear write what they must") {
  InHandler on;
  CHECK(on.own().pop("mine") == "1");
  CHECK_THROWS_AS((void)on.own().pop("mine"), LookupError);
  CHECK(on.own().pop("mine", "d") == "d");
  CHECK(on.own().setdefault("s", "1") == "1");
  CHECK(on.own().setdefault("s", "2") == "1");
  on.own().set("x", "1");
  on.own().clear();
  CHECK(on.own().empty());
  CHECK(on.written() ==
        "{\"mine\":\"\"}\n{\"s\":\"1\"}\n{\"x\":\"1\"}\n{\"s\":\"\"}\n{\"x\":\"\"}\n");
}

TEST_CASE("only our own data is ours to write, and nothing is read before that is known") {
  InHandler on;
  (void)on.db();
  (void)on.calls();
  CHECK_THROWS_WITH_AS(on.remote_unit().set("a", "b"),
                       "demo/0 cannot write databag of remote/0: not the same unit.",
                       RelationDataAccessError);
  CHECK_THROWS_WITH_AS(on.remote_app().erase("a"),
                       "demo cannot write the data of remote application remote",
                       RelationDataAccessError);
  CHECK_THROWS_AS(on.remote_app().update({}), RelationDataAccessError);
  CHECK(on.calls().empty());
  on.own_app().set("a", "b");
  CHECK(on.calls().back() == "relation-set -r db:1 --app --file -");
}

TEST_CASE("a follower writes its unit's data alone") {
  InHandler on;
  on.follow();
  CHECK_THROWS_WITH_AS(on.own_app().set("a", "b"), kCannotWrite, RelationDataAccessError);
  CHECK_THROWS_WITH_AS(on.model.get_relation("cluster")->data()[on.model.app()].update({}),
                       kCannotWrite, RelationDataAccessError);
  on.own().set("a", "b");
  CHECK(on.written() == "{\"a\":\"b\"}\n");
}
