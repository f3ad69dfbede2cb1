/// What docs/howto/test-a-workload.md shows.
#include "ops/ops.h"
#include "ops/testing/advance.h"
#include "ops/testing/doctest.h"
#include "ops/testing/pending_events.h"
#include "ops/testing/state/program_run.h"
#include "ops/testing/testing.h"

namespace pebble = ops::pebble;
namespace testing = ops::testing;
using ops::base::Duration;

namespace {

constexpr const char* kLayer = R"(
services:
  server: {override: replace, command: server --port 80, startup: enabled}
checks:
  up: {override: replace, startup: enabled, period: 10s, threshold: 3, tcp: {port: 80}}
)";

class Workload : public ops::CharmBase {
 public:
  explicit Workload(ops::Framework& framework) : CharmBase(framework) {
    framework.observe<&Workload::on_ready>(on()["web"].pebble_ready, *this);
    framework.observe<&Workload::on_failed>(on()["web"].pebble_check_failed, *this);
    framework.observe<&Workload::on_backup>(on()["backup"].action, *this);
  }
  void on_ready(ops::PebbleReadyEvent& event) {
    try {
      event.workload.add_layer("web", kLayer, {.combine = true});
      event.workload.replan();
      unit().set_status(ops::ActiveStatus{});
    } catch (const pebble::ConnectionError&) {
      unit().set_status(ops::WaitingStatus{"for Pebble"});
    }
  }
  void on_failed(ops::PebbleCheckFailedEvent&) {
    unit().set_status(ops::BlockedStatus{"the server is down"});
  }
  void on_backup(ops::ActionEvent& event) {
    ops::Container web = unit().get_container("web");
    (void)web.exec({"pg_dump", "names"}).wait_output();
    event.set_results({{"size", std::to_string(web.pull("/backup.sql").size())}});
  }
};

const testing::ContextOptions kOptions{
    .meta = "name: workload\ncontainers: {web: {}}\nactions: {backup: {}}\n"};

}  // namespace

TEST_CASE("a service that ends is started again, and Juju tells of its check") {
  testing::Context<Workload> ctx(kOptions);
  const testing::Container web{
      .name = "web",
      .can_connect = true,
      .programs = {{"server", {.exits_after = Duration("25s"), .exit_code = 1}}}};
  testing::State state{.containers = {web}};

  state = ctx.run(ctx.on.pebble_ready(web), state);
  CHECK(state.get_container("web").service_statuses["server"] == pebble::ServiceStatus::active);

  state = ctx.advance(state, Duration("24s"));
  CHECK(state.get_container("web").service_statuses["server"] == pebble::ServiceStatus::error);

  state = ctx.advance(state, Duration("10s"));
  for (auto events = pending_events(state); !events.empty(); events = pending_events(state))
    state = ctx.run(events[0], state);
  CHECK(state.unit_status == ops::BlockedStatus{"the server is down"});
}

TEST_CASE("a command is a function") {
  testing::Context<Workload> ctx(kOptions);
  ctx.programs()["pg_dump"] = [](testing::ProgramRun& run) {
    if (run.words().size() < 2) return run.exit(2);
    run.write("/backup.sql", "-- " + run.words()[1]);
  };
  const testing::Container web{.name = "web", .can_connect = true};
  const auto state = ctx.run(ctx.on.action("backup"), testing::State{.containers = {web}});
  CHECK(ctx.action_results["size"] == "8");
  CHECK(state.get_container("web").files["/backup.sql"].content == "-- names");
}

TEST_CASE("the connection is lost in the middle") {
  testing::Context<Workload> ctx(kOptions);
  testing::Container web{.name = "web", .can_connect = true};
  web.faults = testing::Faults{.lost_at_call = 2};
  const auto state = ctx.run(ctx.on.pebble_ready(web), testing::State{.containers = {web}});
  CHECK(state.unit_status == ops::WaitingStatus{"for Pebble"});
}
