/// What a Context remembers of all of its runs.
#include "ops/ops.h"
#include "ops/testing/doctest.h"

using namespace ops::testing;
using ops::base::List;

namespace {

const ContextOptions kOptions{.meta = "name: web\n"};

/// Goes through its statuses and versions.
class Web : public ops::CharmBase {
 public:
  explicit Web(ops::Framework& framework) : CharmBase(framework) {
    framework.observe<&Web::on_start>(on().start, *this);
  }

 private:
  void on_start(ops::StartEvent&) {
    unit().set_status(ops::MaintenanceStatus{"installing"});
    unit().set_status(ops::ActiveStatus{});
    app().set_status(ops::ActiveStatus{"all well"});
    unit().set_workload_version("1");
    unit().set_workload_version("2");
    logger().warning("careful");
  }
};

const State kLeader{.leader = true};

}  // namespace

TEST_CASE("a history of statuses has those that were replaced, and not the one that is") {
  Context<Web> ctx(kOptions);
  const State after = ctx.run(ctx.on.start(), kLeader);
  CHECK(ctx.unit_status_history == List<Status>{UnknownStatus{}, MaintenanceStatus{"installing"}});
  CHECK(after.unit_status == ActiveStatus{});
  CHECK(ctx.app_status_history == List<Status>{UnknownStatus{}});
  CHECK(after.app_status == ActiveStatus{"all well"});
}

TEST_CASE("the history of workload versions does not begin with none") {
  Context<Web> ctx(kOptions);
  CHECK(ctx.run(ctx.on.start(), kLeader).workload_version == "2");
  CHECK(ctx.workload_version_history == List<std::string>{"1"});
}

TEST_CASE("the log has what the framework says, and the charm") {
  Context<Web> ctx(kOptions);
  (void)ctx.run(ctx.on.start(), kLeader);
  CHECK(ctx.juju_log.contains({.level = "DEBUG", .message = "Emitting Juju event start."}));
  CHECK(ctx.juju_log.contains({.level = "WARNING", .message = "careful"}));
}

TEST_CASE("histories go on from run to run") {
  Context<Web> ctx(kOptions);
  const State after = ctx.run(ctx.on.start(), kLeader);
  (void)ctx.run(ctx.on.start(), after);
  CHECK(ctx.unit_status_history == List<Status>{UnknownStatus{}, MaintenanceStatus{"installing"},
                                                ActiveStatus{}, MaintenanceStatus{"installing"}});
  CHECK(ctx.workload_version_history == List<std::string>{"1", "2", "1"});
  CHECK(ctx.emitted_events.size() == 2);
}
