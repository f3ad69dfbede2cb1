/// What a charm learns of its unit, its model and its cloud; and the hook tools that it asks bare.
#include "ops/juju/hook_tools.h"

#include "acting.h"
#include "ops/model/cloud_spec.h"

using namespace ops::testing;
using ops::base::Json;
using ops::base::List;
using ops::base::Map;

namespace {

const ContextOptions kOptions{.meta = "name: web\nrequires: {db: {interface: postgresql}}\n",
                              .config =
                                  "options:\n"
                                  "  port: {type: int, default: 80}\n"
                                  "  name: {type: string, default: null}\n"};

}  // namespace

TEST_CASE("an option that is set nowhere is not there, also when its default is null") {
  (void)run_start(kOptions, {.config = {{"port", 8080}}}, [](Acting& charm) {
    CHECK(charm.config() == ops::base::Config{{"port", 8080}});
    CHECK(charm.tools().config_get_key("port") == Json(8080));
    CHECK(charm.tools().config_get_key("name").is_null());
  });
  (void)run_start(kOptions, {}, [](Acting& charm) {
    CHECK(charm.config() == ops::base::Config{{"port", 80}});
    CHECK(charm.tools().config_get_key("port") == Json(80));
  });
}

TEST_CASE("as many units are planned as the State says") {
  (void)run_start(kOptions, {.planned_units = 3},
                  [](Acting& charm) { CHECK(charm.app().planned_units() == 3); });
  (void)run_start(kOptions, {.planned_units = 0},
                  [](Acting& charm) { CHECK(charm.app().planned_units() == 0); });
}

TEST_CASE("goal-state tells of the relations, too") {
  const Relation db{.endpoint = "db", .remote_app_name = "postgresql"};
  (void)run_start(kOptions, {.relations = {db}}, [](Acting& charm) {
    const ops::juju::GoalState goal = charm.tools().goal_state();
    CHECK(goal.units.contains("web/0"));
    CHECK(goal.relations["db"]["postgresql"].status == "joined");
    CHECK(goal.relations["db"].contains("postgresql/0"));
  });
}

TEST_CASE("a charm that is trusted sees the cloud that the State's model is on") {
  const Model model{
      .type = "lxd",
      .cloud_spec = CloudSpec{.type = "lxd",
                              .endpoint = "https://10.0.0.1:8443",
                              .credential = CloudCredential{.auth_type = "certificate"}}};
  const auto act = [](Acting& charm) {
    const ops::CloudSpec spec = charm.model().get_cloud_spec();
    charm.unit().set_status(
        ops::ActiveStatus{spec.type + " " + *spec.endpoint + " " + spec.credential->auth_type});
  };
  ContextOptions options = kOptions;
  options.app_trusted = true;
  Context<Acting> trusted(options, Acting::Act(act));
  CHECK(trusted.run(trusted.on.start(), State{.model = model}).unit_status ==
        ActiveStatus{"lxd https://10.0.0.1:8443 certificate"});
  CHECK_THROWS_AS((void)run_start(kOptions, {.model = model}, act), UncaughtCharmError);
  CHECK_THROWS_AS((void)trusted.run(trusted.on.start(), State{}), UncaughtCharmError);
}

TEST_CASE("what Juju keeps for the unit by state-set is in the State") {
  const State before{.juju_state = {{"seen", "1"}, {"old", "x"}}};
  const State after = run_start(kOptions, before, [](Acting& charm) {
    CHECK(charm.tools().state_get_key("seen") == Json("1"));
    CHECK(charm.tools().state_get_key("nope").is_null());
    charm.tools().state_set({{"seen", "2"}});
    charm.tools().state_delete("old");
    CHECK(charm.tools().state_get() == Map<std::string, std::string>{{"seen", "2"}});
  });
  CHECK(after.juju_state == Map<std::string, std::string>{{"seen", "2"}});
}

TEST_CASE("a bare hook tool that fails says what Juju would say") {
  (void)run_start(kOptions, {}, [](Acting& charm) {
    try {
      (void)charm.tools().relation_get({.id = 7, .endpoint = "db"}, {}, false);
      FAIL("it did not fail");
    } catch (const ops::juju::HookCommandError& error) {
      CHECK(error.name() == "relation-get");
      CHECK(error.details().err ==
            "ERROR invalid value \"db:7\" for option -r: relation not found\n");
    }
    CHECK_THROWS_AS((void)charm.tools().relation_list({}), ops::juju::HookCommandError);
    CHECK_THROWS_AS((void)charm.tools().storage_get({}), ops::juju::HookCommandError);
    CHECK_THROWS_AS((void)charm.tools().status_get_app(), ops::juju::HookCommandError);
    CHECK_THROWS_AS(charm.tools().pod_spec_set("", {}), ops::juju::HookToolError);
  });
}

TEST_CASE("a follower reads its application's own data among peers only") {
  ContextOptions options = kOptions;
  options.meta = "name: web\npeers: {cluster: {interface: c}}\nrequires: {db: {interface: d}}\n";
  const PeerRelation cluster{.endpoint = "cluster", .id = 1, .local_app_data = {{"a", "b"}}};
  const Relation db{.endpoint = "db", .id = 2, .local_app_data = {{"c", "d"}}};
  Context<Acting> ctx(options, [](Acting& charm) {
    const auto own = [&](int id) {
      return charm.tools().relation_get({.id = id}, std::string("web"), true);
    };
    CHECK(own(1) == Databag{{"a", "b"}});
    if (charm.unit().is_leader())
      CHECK(own(2) == Databag{{"c", "d"}});
    else
      CHECK_THROWS_AS((void)own(2), ops::juju::HookCommandError);
  });
  (void)ctx.run(ctx.on.start(), State{.relations = {cluster, db}});
  (void)ctx.run(ctx.on.start(), State{.relations = {cluster, db}, .leader = true});
}
