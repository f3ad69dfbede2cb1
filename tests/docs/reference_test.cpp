/// What the reference pages of the harness show.
#include "ops/ops.h"
#include "ops/testing/doctest.h"
#include "ops/testing/testing.h"

using namespace ops::testing;

namespace {

/// Writes its port into its relation, and counts how often it is started.
class ReferenceCharm : public ops::CharmBase {
 public:
  explicit ReferenceCharm(ops::Framework& framework) : CharmBase(framework) {
    framework.observe<&ReferenceCharm::on_start>(on().start, *this);
    framework.observe<&ReferenceCharm::on_config_changed>(on().config_changed, *this);
    framework.observe<&ReferenceCharm::on_joined>(on()["db"].relation_joined, *this);
    framework.observe<&ReferenceCharm::on_backup>(on()["backup"].action, *this);
    framework.observe<&ReferenceCharm::on_ready>(on()["web"].pebble_ready, *this);
  }
  void on_start(ops::StartEvent&) { ++starts; }
  void on_config_changed(ops::ConfigChangedEvent&) {
    model().get_relation("db")->data()[app()].set("port", ops::base::to_string(config()["port"]));
  }
  void on_joined(ops::RelationJoinedEvent& event) {
    unit().set_status(ops::WaitingStatus{event.unit->name()});
  }
  void on_backup(ops::ActionEvent& event) { event.set_results({{"done", event.params["to"]}}); }

  void on_ready(ops::PebbleReadyEvent& event) { event.workload.replan(); }

  int starts = 0;
};

constexpr const char* kMeta = R"(
name: demo
requires: {db: {interface: pg}}
containers: {web: }
config: {options: {port: {type: int, default: 80}}}
actions: {backup: {params: {to: {type: string}}}}
)";

const State kState{
    .config = {{"port", 8080}},
    .relations = {Relation{.endpoint = "db", .remote_app_data = {{"url", "pg://db"}}}},
    .containers = {Container{.name = "web", .can_connect = true}},
    .leader = true,
};

}  // namespace

TEST_CASE("a State goes in, and another comes out") {
  Context<ReferenceCharm> ctx(ContextOptions{.meta = kMeta});
  const State out = ctx.run(ctx.on.config_changed(), kState);
  CHECK(out.get_relation(1).get_if<Relation>()->local_app_data["port"] == "8080");
  State next = out;
  next.config = next.config.with("port", 9090);
  CHECK(next.config["port"] == ConfigValue(9090));
  CHECK(ops::base::diff(out, next).size() == 1);
}

TEST_CASE("a State can be made of what the charm declares") {
  Context<ReferenceCharm> ctx(ContextOptions{.meta = kMeta});
  const State state = State::from_context(ctx, {.leader = true});
  CHECK(state.config["port"] == ConfigValue(80));
  CHECK(state.get_container("web").can_connect);
}

TEST_CASE("a Manager stops before the event") {
  Context<ReferenceCharm> ctx(ContextOptions{.meta = kMeta});
  auto manager = ctx.begin(ctx.on.start(), kState);
  CHECK(manager.charm().starts == 0);
  const State started = manager.run();
  CHECK(manager.charm().starts == 1);
  CHECK(started.relations == kState.relations);
}

TEST_CASE("an event says what it is about") {
  Context<ReferenceCharm> ctx(ContextOptions{.meta = kMeta});
  const Relation kDb{.endpoint = "db"};
  const State state{.relations = {kDb}};
  const State joined = ctx.run(ctx.on.relation_joined(kDb, {.remote_unit = 3}), state);
  CHECK(joined.unit_status == WaitingStatus{"remote/3"});
  CHECK(ctx.run(ctx.on.action("backup", {.params = {{"to", "s3"}}}), state).relations ==
        state.relations);
  CHECK(ctx.action_results["done"] == "s3");
}

TEST_CASE("a deferred event comes before the next one") {
  Context<ReferenceCharm> ctx(ContextOptions{.meta = kMeta});
  const State waiting{.deferred = {deferred<&ReferenceCharm::on_start>(ctx.on.start())}};
  auto manager = ctx.begin(ctx.on.update_status(), waiting);
  CHECK(manager.run().deferred.empty());
  CHECK(manager.charm().starts == 1);
}

TEST_CASE("programs behave as the container says") {
  const ops::pebble::Service server{.startup = ops::pebble::Startup::enabled,
                                    .override = ops::pebble::Override::replace,
                                    .command = "/bin/server --port 80",
                                    .on_failure = ops::pebble::OnExit::ignore};
  Container web{
      .name = "web", .can_connect = true, .layers = {{"base", {.services = {{"server", server}}}}}};
  web.programs = {{"server",
                   {.error_output = "no database\n",
                    .exits_after = ops::base::Duration("300ms"),
                    .exit_code = 3}}};
  Context<ReferenceCharm> ctx(ContextOptions{.meta = kMeta, .bare_charm_errors = true});
  CHECK_THROWS_AS((void)ctx.run(ctx.on.pebble_ready(web), State{.containers = {web}}),
                  ops::pebble::ChangeError);
}
