/// The C++ of docs/howto/port-scenario-tests.md.
#include <fstream>

#include "ops/base/values.h"
#include "ops/meta/charm_meta.h"
#include "ops/ops.h"
#include "ops/testing/doctest.h"
#include "ops/testing/golden.h"
#include "ops/testing/json.h"
#include "ops/testing/rockcraft.h"
#include "ops/testing/testing.h"

namespace {

using namespace ops::testing;
namespace pebble = ops::pebble;

constexpr const char* kMeta = R"(
name: web
containers: {app: {}}
requires: {db: {interface: postgres}, logs: {interface: syslog, scope: container}}
peers: {peers: {interface: web}}
storage: {data: {type: filesystem}}
resources: {image: {type: file, filename: a}}
actions: {backup: {params: {to: {type: string}}}}
config: {options: {port: {type: int, default: 80}}}
)";

class ReadyEvent final : public ops::EventBase {
 public:
  ReadyEvent() = default;
  explicit ReadyEvent(std::string at) : url(std::move(at)) {}
  std::string url = {};
  ops::store::Snapshot snapshot() const override { return {{"url", url}}; }
  void restore(const ops::store::Snapshot& data, ops::Model&) override {
    url = data["url"].as_string();
  }
};

class Ingress final : public ops::Object {
 public:
  struct Events {
    ops::BoundEvent<ReadyEvent> ready;
  };
  explicit Ingress(ops::Object& charm) : Object(charm, "Ingress", "web") {}
  const Events on{.ready = {this, "ready"}};
};

/// Does enough for each row of the page.
class MyCharm final : public ops::CharmBase {
 public:
  explicit MyCharm(ops::Framework& framework) : CharmBase(framework) {
    framework.observe<&MyCharm::on_start>(on().start, *this);
    framework.observe<&MyCharm::on_failing>(on().update_status, *this);
    framework.observe<&MyCharm::on_backup>(on()["backup"].action, *this);
    framework.observe<&MyCharm::on_ready>(ingress_.on.ready, *this);
  }
  void on_start(ops::StartEvent&) {
    unit().set_status(ops::MaintenanceStatus{"starting"});
    unit().set_status(ops::ActiveStatus{});
    logger().info("started");
    is_started = true;
  }
  void on_failing(ops::UpdateStatusEvent&) { throw std::runtime_error("not today"); }
  void on_backup(ops::ActionEvent& event) {
    event.log("copying");
    if (event.params.contains("to"))
      event.set_results({{"size", "1G"}});
    else
      event.fail("where to?");
  }
  void on_ready(ReadyEvent& event) { unit().set_status(ops::ActiveStatus{event.url}); }

  bool is_started = false;

 private:
  Ingress ingress_{*this};
};

}  // namespace

TEST_CASE("a Context says where the charm runs") {
  Context<MyCharm> ctx({.meta = kMeta, .juju_version = "3.6.14", .app_name = "shop", .unit_id = 2});
  CHECK(ctx.meta().name == "web");
}

TEST_CASE("a State is written by its members' names") {
  Context<MyCharm> ctx({.meta = kMeta});
  const Container container = {.name = "app", .can_connect = true};
  const Relation relation = {.endpoint = "db", .remote_app_data = {{"host", "a"}}};
  const PeerRelation peers = {.endpoint = "peers", .id = 2, .peers_data = {{1, {{"a", "b"}}}}};
  const SubordinateRelation logs = {.endpoint = "logs", .id = 3, .remote_app_name = "rsyslog"};
  const Secret secret = {
      .tracked_content = {{"password", "one"}}, .id = "secret:abc", .owner = SecretOwner::app};
  const State state = {
      .config = {{"port", 8080}},
      .relations = {relation, peers, logs},
      .networks = {{.binding_name = "db"}},
      .containers = {container},
      .storages = {{.name = "data"}},
      .opened_ports = {TCPPort{80}, ICMPPort{}},
      .leader = true,
      .model = Model{.name = "prod", .type = "lxd"},
      .secrets = {secret},
      .resources = {{.name = "image", .path = "/tmp/a"}},
      .planned_units = 3,
      .stored_states = {{.owner_path = "MyCharm", .content = {{"count", 1}}}},
      .unit_status = BlockedStatus{"no db"},
      .workload_version = "1",
  };
  const State after = ctx.run(ctx.on.start(), state);
  CHECK(after.unit_status == ActiveStatus{});
  CHECK(after.get_container("app").can_connect);
  CHECK(after.get_relation(relation).remote_app_data["host"] == "a");
  CHECK(after.get_relations("db").size() == 1);
  CHECK(after.get_secret("secret:abc").owner == SecretOwner::app);
  CHECK(after.get_storage("data").index == 0);
  CHECK(after.get_network("db").binding_name == "db");
  CHECK(after.get_stored_state("_stored", "MyCharm").content["count"] == 1);
  CHECK(State::from_context(ctx, {.leader = true}).get_relations("db").size() == 1);

  State replaced = after;
  replaced.leader = false;
  replaced.containers = replaced.containers.with({.name = "app"});
  CHECK_FALSE(replaced.get_container("app").can_connect);
}

TEST_CASE("a container says what is in it, and how commands end") {
  const Container container = {
      .name = "app",
      .can_connect = true,
      .layers = {{"base",
                  {.services = {{"web",
                                 {.override = pebble::Override::replace, .command = "serve"}}}}}},
      .service_statuses = {{"web", pebble::ServiceStatus::active}},
      .mounts = {{"data", {.location = "/data", .source = "/tmp"}}},
      .execs = {{.command_prefix = {"ls"}, .stdout = "a\n"}},
      .notices = {{.key = "example.com/a"}},
      .check_infos = {{.name = "up", .failures = 3}},
      .files = {{"/etc/app.conf", {.content = "port=80"}}},
  };
  CHECK(container.plan().services["web"].command == "serve");
  CHECK(container.check_infos["up"].failures == 3);
}

TEST_CASE("every event is a function of ctx.on") {
  Context<MyCharm> ctx({.meta = kMeta});
  const Container container = {.name = "app", .can_connect = true};
  const Relation relation = {.endpoint = "db"};
  const Storage storage = {.name = "data"};
  const Secret secret = {.tracked_content = {{"a", "b"}}, .owner = SecretOwner::app};
  const Notice notice = {.key = "example.com/a"};
  const CheckInfo info = {.name = "up"};
  const Event events[] = {
      ctx.on.config_changed(),
      ctx.on.relation_changed(relation, {.remote_unit = 1}),
      ctx.on.relation_departed(relation, {.remote_unit = 1, .departing_unit = 1}),
      ctx.on.storage_attached(storage),
      ctx.on.secret_rotate(secret),
      ctx.on.secret_expired(secret, {.revision = 2}),
      ctx.on.pebble_ready(container),
      ctx.on.pebble_custom_notice(container, notice),
      ctx.on.pebble_check_failed(container, info),
      ctx.on.action("backup", {.params = {{"to", "s3"}}}),
      ctx.on.custom<Ingress>("ready", ReadyEvent("http://a")),
  };
  CHECK(events[0].name == "config_changed");
  CHECK(ctx.run(ctx.on.custom<Ingress>("ready", ReadyEvent("http://a")), {}).unit_status ==
        ActiveStatus{"http://a"});
}

TEST_CASE("an action's results and messages are on the Context, a failure is thrown") {
  Context<MyCharm> ctx({.meta = kMeta});
  (void)ctx.run(ctx.on.action("backup", {.params = {{"to", "s3"}}}), {});
  CHECK(ctx.action_logs == ops::base::List<std::string>{"copying"});
  CHECK(ctx.action_results["size"] == "1G");
  CHECK_THROWS_WITH_AS((void)ctx.run(ctx.on.action("backup"), {}), "where to?", ActionFailed);
}

TEST_CASE("what happened on the way is on the Context") {
  Context<MyCharm> ctx({.meta = kMeta, .capture_framework_events = true});
  (void)ctx.run(ctx.on.start(), {});
  CHECK(ctx.unit_status_history ==
        ops::base::List<Status>{UnknownStatus{}, MaintenanceStatus{"starting"}});
  CHECK(ctx.juju_log.contains({.level = "INFO", .message = "started"}));
  CHECK(ctx.emitted_events[0].type == "StartEvent");
}

TEST_CASE("what cannot be and what fails is thrown") {
  Context<MyCharm> ctx({.meta = kMeta});
  CHECK_THROWS_AS((void)ctx.run(ctx.on.start(), {.config = {{"prot", 80}}}),
                  InconsistentScenarioError);
  CHECK_THROWS_AS((void)ctx.run(ctx.on.update_status(), {}), UncaughtCharmError);
}

TEST_CASE("a Manager looks into the charm, before and after") {
  Context<MyCharm> ctx({.meta = kMeta});
  auto manager = ctx.begin(ctx.on.start(), {});
  CHECK_FALSE(manager.charm().is_started);
  const State after = manager.run();
  CHECK(manager.charm().is_started);
  CHECK(after.unit_status == ActiveStatus{});
}

TEST_CASE("an event can have been deferred") {
  Context<MyCharm> ctx({.meta = kMeta});
  const State state = {.deferred = {deferred<&MyCharm::on_start>(ctx.on.start())}};
  CHECK(ctx.run(ctx.on.config_changed(), state).unit_status == ActiveStatus{});
}

TEST_CASE("states are values: they compare, differ, and go to JSON and back") {
  const State before = {}, after = {.leader = true};
  CHECK(ops::base::diff(before, after)[0].path == "leader");
  CHECK(from_json<State>(to_json(after)) == after);
  OPS_CHECK_GOLDEN(after, "leader.json");
}

TEST_CASE("storages and rocks are read from disk") {
  Context<MyCharm> ctx({.meta = kMeta});
  const Storage storage = {.name = "data"};
  std::ofstream(ctx.storage_dir(storage) + "/a.txt") << "hello";
  CHECK_THROWS_AS(layer_from_rockcraft("rockcraft.yaml"), ops::ValueError);
}
