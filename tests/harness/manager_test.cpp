/// A run in two steps.
#include <stdexcept>

#include "ops/model/relation.h"
#include "ops/ops.h"
#include "ops/testing/doctest.h"

using namespace ops::testing;
using ops::base::List;

namespace {

const ContextOptions kOptions{.meta = "name: web\nrequires: {db: {interface: postgresql}}\n",
                              .actions = "fail: {}\n"};

/// Remembers that it was started.
class Web : public ops::CharmBase {
 public:
  explicit Web(ops::Framework& framework, bool ends = false) : CharmBase(framework) {
    framework.observe<&Web::on_start>(on().start, *this);
    framework.observe<&Web::on_stop>(on().stop, *this);
    framework.observe<&Web::on_fail>(on()["fail"].action, *this);
    unit().set_status(ops::MaintenanceStatus{"made"});
    if (ends) throw ops::Abort{0};
  }
  bool started = false;

 private:
  void on_start(ops::StartEvent&) {
    started = true;
    unit().set_status(ops::ActiveStatus{});
  }
  void on_stop(ops::StopEvent&) { throw std::runtime_error("cannot stop"); }
  void on_fail(ops::ActionEvent& event) { event.fail("as told"); }
};

}  // namespace

TEST_CASE("a test looks into the charm before its event, and after it") {
  Context<Web> ctx(kOptions);
  auto manager = ctx.begin(ctx.on.start(), State{});
  CHECK_FALSE(manager.charm().started);
  CHECK(ctx.emitted_events.empty());
  const State after = manager.run();
  CHECK(manager.charm().started);
  CHECK(after.unit_status == ActiveStatus{});
  CHECK(ctx.emitted_events.size() == 1);
  CHECK(ctx.unit_status_history == List<Status>{UnknownStatus{}, MaintenanceStatus{"made"}});
}

TEST_CASE("a Manager runs its event once") {
  Context<Web> ctx(kOptions);
  auto manager = ctx.begin(ctx.on.start(), State{});
  (void)manager.run();
  CHECK_THROWS_WITH_AS((void)manager.run(),
                       "cannot run start again: a Manager runs its event once; begin another",
                       AlreadyEmittedError);
}

TEST_CASE("what the charm does before its event happens to the run's State") {
  Context<Web> ctx(kOptions);
  const Relation db{.endpoint = "db", .local_unit_data = {}};
  auto manager = ctx.begin(ctx.on.start(), State{.relations = {db}});
  ops::Relation* relation = manager.charm().model().get_relation("db");
  relation->data()[manager.charm().unit()].set("key", "value");
  const State after = manager.run();
  CHECK(after.get_relation(db).local_unit_data == Databag{{"key", "value"}});
}

TEST_CASE("before its event, too, a charm writes no data but its own") {
  Context<Web> ctx(kOptions);
  const Relation db{.endpoint = "db"};
  auto manager = ctx.begin(ctx.on.start(), State{.relations = {db}});
  ops::Relation* relation = manager.charm().model().get_relation("db");
  CHECK_THROWS_AS(relation->data()[*relation->app()].set("key", "value"),
                  ops::RelationDataAccessError);
  CHECK(manager.run().get_relation(db) == db);
}

TEST_CASE("a Manager that is not run emits nothing, and tells nobody") {
  Context<Web> ctx(kOptions);
  { const auto manager = ctx.begin(ctx.on.start(), State{}); }
  CHECK(ctx.emitted_events.empty());
  CHECK(ctx.unit_status_history.empty());
}

TEST_CASE("a Manager's run throws as the Context's does") {
  Context<Web> ctx(kOptions);
  auto stopping = ctx.begin(ctx.on.stop(), State{});
  CHECK_THROWS_WITH_AS((void)stopping.run(),
                       "the charm threw while handling stop: std::runtime_error: cannot stop",
                       UncaughtCharmError);
  auto failing = ctx.begin(ctx.on.action("fail"), State{});
  CHECK_THROWS_WITH_AS((void)failing.run(), "as told", ActionFailed);
  CHECK_THROWS_AS((void)ctx.begin(ctx.on.start(), State{.containers = {{.name = "undeclared"}}}),
                  InconsistentScenarioError);
}

TEST_CASE("a charm whose constructor ends the dispatch leaves a State, and no charm") {
  Context<Web> ctx(kOptions, true);
  auto manager = ctx.begin(ctx.on.start(), State{});
  CHECK_THROWS_AS((void)manager.charm(), ops::RuntimeError);
  CHECK(manager.run().unit_status == MaintenanceStatus{"made"});
  CHECK(ctx.emitted_events.empty());
}
