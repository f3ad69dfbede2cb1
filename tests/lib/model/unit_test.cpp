#include "ops/model/unit.h"

#include "model_fixture.h"

using namespace ops;
using Calls = std::vector<std::string>;

TEST_CASE("a unit and an application are one object for each name") {
  ModelFixture on;
  CHECK(&on.model.get_unit("demo/0") == &on.model.unit());
  CHECK(&on.model.get_app("demo") == &on.model.app());
  CHECK(&on.model.unit().app() == &on.model.app());
  CHECK(&on.model.get_unit("remote/1") == &on.model.get_unit("remote/1"));
  CHECK(&on.model.get_unit("remote/1").app() == &on.model.get_app("remote"));
  CHECK(on.calls().empty());
}

TEST_CASE("of another unit a charm learns and sets nothing") {
  ModelFixture on;
  Unit& other = on.model.get_unit("remote/0");
  CHECK(other.status() == Status(UnknownStatus{}));
  CHECK_THROWS_WITH_AS(other.set_status(ActiveStatus{}),
                       "cannot set status for a remote unit remote/0", RuntimeError);
  CHECK_THROWS_WITH_AS(
      (void)other.is_leader(),
      "leadership status of remote units (remote/0) is not visible to other applications",
      RuntimeError);
  CHECK_THROWS_AS((void)other.container_names(), RuntimeError);
  CHECK_THROWS_AS((void)other.get_container("web"), RuntimeError);
  CHECK(on.calls().empty());
  CHECK(on.model.unit().container_names() == base::List<std::string>{"web"});
}

TEST_CASE("of another application a charm learns and sets nothing") {
  ModelFixture on;
  Application& other = on.model.get_app("remote");
  CHECK(other.status() == Status(UnknownStatus{}));
  CHECK_THROWS_WITH_AS(other.set_status(ActiveStatus{}),
                       "cannot set status for a remote application remote", RuntimeError);
  CHECK(on.calls().empty());
}

TEST_CASE("a status is set by its name, when it is one to set") {
  ModelFixture on;
  on.fake.add("status-set", "");
  Unit& unit = on.model.unit();
  unit.set_status_named("blocked", "why");
  CHECK(on.calls() == Calls{"status-set --application=False blocked -- why"});
  CHECK(unit.status() == Status(BlockedStatus{"why"}));
  CHECK_THROWS_WITH_AS(
      unit.set_status_named("error"),
      "status must be in ('active', 'blocked', 'maintenance', 'waiting'), not 'error'",
      InvalidStatusError);
  CHECK_THROWS_AS(unit.set_status_named("unknown"), InvalidStatusError);
  CHECK_THROWS_AS(unit.set_status_named("bogus"), LookupError);
  CHECK(on.calls().empty());
}

TEST_CASE("an application's status is its leader's to get and set, before all else") {
  ModelFixture on;
  on.answer("is-leader", "*", "false");
  Application& app = on.model.app();
  CHECK_THROWS_WITH_AS(app.set_status_named("error"),
                       "cannot set application status as a non-leader unit", RuntimeError);
  CHECK_THROWS_WITH_AS((void)app.status(), "cannot get application status as a non-leader unit",
                       RuntimeError);
  const Calls calls = on.calls();
  REQUIRE(calls.size() == 3);
  CHECK(calls[1].find(R"("event":"authz_fail:status-set")") != std::string::npos);
  CHECK(calls[2].find(R"("event":"authz_fail:status-get")") != std::string::npos);
  CHECK_THROWS_AS(app.set_status_named("bogus"), LookupError);
  CHECK(on.calls().empty());
}

TEST_CASE("a leader sets its application's status, once it is one to set") {
  ModelFixture on;
  on.fake.add("status-set", "");
  on.model.app().set_status_named("active");
  CHECK(on.calls() == Calls{"is-leader --format=json", "status-set --application=True active -- "});
  CHECK_THROWS_AS(on.model.app().set_status_named("unknown"), InvalidStatusError);
  CHECK(on.model.app().status() == Status(ActiveStatus{}));
  CHECK(on.calls().empty());
}
