#include "ops/model/relation.h"

#include "model_fixture.h"

using namespace ops;
using Calls = std::vector<std::string>;

TEST_CASE("relations are asked for once") {
  ModelFixture on;
  const Pointers<Relation> all = on.model.relations("web");
  REQUIRE(all.size() == 2);
  CHECK(all[0]->id() == 3);
  CHECK(all[0]->name() == "web");
  CHECK(all[0]->active());
  CHECK(all[1]->app()->name() == "proxy");
  CHECK(on.calls() == Calls{"relation-ids web --format=json",
                            "relation-list --format=json -r web:3",
                            "relation-list --format=json -r web:4",
                            "relation-list --format=json --app -r web:4"});
  CHECK(on.model.relations("web")[1] == all[1]);
  CHECK(&on.model.get_relation("web", 4) == all[1]);
  CHECK(on.calls().empty());
  CHECK_THROWS_AS((void)all[2], LookupError);
}

TEST_CASE("an answer that failed is not asked for again, as with ops") {
  ModelFixture on;
  on.fail("relation-ids", "ERROR something broke");
  CHECK_THROWS_WITH_AS((void)on.model.relations("db"), "ERROR something broke\n", ModelError);
  on.answer("relation-ids", "*", R"(["db:1"])");
  CHECK(on.model.relations("db").empty());
}

TEST_CASE("of one endpoint there is no relation, one, or too many") {
  ModelFixture on;
  CHECK(on.model.get_relation("api") == nullptr);
  CHECK(on.model.get_relation("db")->id() == 1);
  try {
    (void)on.model.get_relation("web");
    FAIL("nothing was thrown");
  } catch (const TooManyRelatedAppsError& error) {
    CHECK(std::string(error.what()) == "Too many remote applications on web (2 > 1)");
    CHECK(error.relation_name() == "web");
    CHECK(error.num_related() == 2);
    CHECK(error.max_supported() == 1);
  }
}

TEST_CASE("an endpoint that the metadata does not declare is a LookupError") {
  ModelFixture on;
  CHECK(on.model.relation_names() == base::List<std::string>{"db", "web", "api", "cluster"});
  const char* said =
      "cannot get the relations of 'nope': the charm's metadata declares no such endpoint; there "
      "is: db, web, api, cluster";
  CHECK_THROWS_WITH_AS((void)on.model.relations("nope"), said, LookupError);
  CHECK_THROWS_WITH_AS((void)on.model.get_relation("nope"), said, LookupError);
  CHECK_THROWS_WITH_AS((void)on.model.get_relation("nope", 1), said, LookupError);
  CHECK(on.calls().empty());
}

TEST_CASE("an id that is no relation's is one without units, made anew each time") {
  ModelFixture on;
  const Relation& gone = on.model.get_relation("db", 99);
  CHECK_FALSE(gone.active());
  CHECK(gone.app() == nullptr);
  CHECK(gone.units().empty());
  (void)on.calls();
  CHECK(&on.model.get_relation("db", 99) != &gone);
  CHECK(on.calls() == Calls{"relation-list --format=json -r db:99",
                            "relation-list --format=json --app -r db:99"});
}

TEST_CASE("units stand by name, each once and always the same object") {
  ModelFixture on;
  const Relation& db = *on.model.get_relation("db");
  CHECK(names_of(db.units()) == std::vector<std::string>{"remote/0", "remote/1"});
  CHECK(db.units()[0] == &on.model.get_unit("remote/0"));
  CHECK(db.app() == &on.model.get_app("remote"));
  CHECK(&db.units()[0]->app() == db.app());
  on.answer("relation-list", "*", R"(["other/1", "other/1"])");
  CHECK(names_of(on.model.get_relation("web", 3).units()) == std::vector<std::string>{"other/1"});
}

TEST_CASE("a peer relation is with our own application") {
  ModelFixture on;
  const Relation& cluster = *on.model.get_relation("cluster");
  CHECK(cluster.app() == &on.model.app());
  CHECK(names_of(cluster.units()) == std::vector<std::string>{"demo/1", "demo/2"});
}

TEST_CASE("the event tells the application of its own relation, where no unit does") {
  ModelFixture on({.relation_id = 4, .remote_app_name = "said"});
  CHECK(on.model.get_relation("web", 4).app()->name() == "said");
  CHECK(on.calls().back() == "relation-list --format=json -r web:4");
}

TEST_CASE("a relation that breaks is not listed, but is there by its id, inactive") {
  const juju::JujuContext breaking{
      .dispatch_path = "hooks/web-relation-broken", .relation_id = 3, .remote_app_name = "other"};
  ModelFixture on(breaking);
  CHECK(on.model.get_relation("web")->id() == 4);
  const Relation& broken = on.model.get_relation("web", 3);
  CHECK_FALSE(broken.active());
  CHECK(names_of(broken.units()) == std::vector<std::string>{"other/0"});
}

TEST_CASE("the remote model is asked for once") {
  ModelFixture on;
  on.answer("relation-model-get", "*", R"({"uuid": "2222"})");
  Relation& db = *on.model.get_relation("db");
  CHECK(db.remote_model().uuid == "2222");
  (void)on.calls();
  CHECK(db.remote_model() == RemoteModel{.uuid = "2222"});
  CHECK(on.calls().empty());
}

TEST_CASE("what relation-ids tells must end with a number") {
  ModelFixture on;
  on.answer("relation-ids", "*", R"(["1", "db:1"])");
  CHECK(on.model.relations("db").size() == 2);
  on.answer("relation-ids", "*", R"(["web:one"])");
  CHECK_THROWS_AS((void)on.model.relations("web"), juju::HookToolError);
}
