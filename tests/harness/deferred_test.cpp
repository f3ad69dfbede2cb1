/// Deferred events that a test writes by hand: as ops itself would have kept them.
#include "ops/model/relation.h"
#include "ops/model/secret.h"
#include "ops/model/storage.h"
#include "ops/ops.h"
#include "ops/testing/doctest.h"

using namespace ops::testing;
using ops::base::List;

namespace {

const ContextOptions kOptions{.meta =
                                  "name: web\n"
                                  "requires: {db0: {interface: postgresql}}\n"
                                  "peers: {cluster: {interface: web-cluster}}\n"
                                  "storage: {data: {type: filesystem}}\n"
                                  "containers: {app: {}}\n",
                              .capture_deferred_events = true};

/// Writes down what it hears of, and defers it as long as it is told to.
class Patient : public ops::CharmBase {
 public:
  explicit Patient(ops::Framework& framework, bool defers = false)
      : CharmBase(framework), defers_(defers) {
    framework.observe<&Patient::on_relation>(on()["db0"].relation_created, *this);
    framework.observe<&Patient::on_relation>(on()["db0"].relation_changed, *this);
    framework.observe<&Patient::on_departed>(on()["db0"].relation_departed, *this);
    framework.observe<&Patient::on_relation>(on()["cluster"].relation_changed, *this);
    framework.observe<&Patient::on_storage>(on()["data"].storage_attached, *this);
    framework.observe<&Patient::on_secret>(on().secret_changed, *this);
    framework.observe<&Patient::on_revision>(on().secret_remove, *this);
    framework.observe<&Patient::on_ready>(on()["app"].pebble_ready, *this);
    framework.observe<&Patient::on_notice>(on()["app"].pebble_custom_notice, *this);
    framework.observe<&Patient::on_check>(on()["app"].pebble_check_failed, *this);
  }
  void on_relation(ops::RelationEvent& event) {
    heard(event, event.app->name() + (event.unit ? ", " + event.unit->name() : ""));
  }
  void on_departed(ops::RelationDepartedEvent& event) {
    heard(event, event.unit->name() + ", " + event.departing_unit->name());
  }
  void on_storage(ops::StorageAttachedEvent& event) {
    heard(event, event.storage->full_id() + " at " + event.storage->location());
  }
  void on_secret(ops::SecretChangedEvent& event) { heard(event, *event.secret().id()); }
  void on_revision(ops::SecretRemoveEvent& event) {
    heard(event, *event.secret().label() + " " + std::to_string(*event.revision));
  }
  void on_ready(ops::PebbleReadyEvent& event) { heard(event, event.workload.name()); }
  void on_notice(ops::PebbleCustomNoticeEvent& event) { heard(event, event.notice.key()); }
  void on_check(ops::PebbleCheckFailedEvent& event) { heard(event, event.info.name()); }

 private:
  void heard(ops::EventBase& event, const std::string& of) {
    logger().info(of);
    if (defers_) event.defer();
  }
  bool defers_;
};

/// What the charm hears of when `event` was deferred before.
std::string heard_of(const Context<Patient>& ctx, const DeferredEvent& event, State state) {
  state.deferred = {event};
  std::string all;
  for (const JujuLogLine& line : ctx.play(ctx.on.update_status(), state).juju_log)
    if (line.level == "INFO") all += line.message;
  return all;
}

/// What a run of it has kept.
DeferredEvent kept_of(const Event& event, const State& state) {
  const Context<Patient> ctx(kOptions, true);
  return ctx.play(event, state).state.deferred[0];
}

const Relation kDb{.endpoint = "db0",
                   .id = 3,
                   .remote_app_name = "postgresql",
                   .remote_units_data = {{4, {}}, {5, {}}}};
const PeerRelation kCluster{.endpoint = "cluster", .id = 4, .peers_data = {{1, {}}}};
const Storage kData{.name = "data", .index = 2};
const Secret kTheirs{.tracked_content = {{"key", "value"}}, .id = "secret:abcdefghij0123456789"};
const Secret kOurs{.tracked_content = {{"key", "value"}},
                   .id = "secret:00000000000000000ours",
                   .owner = SecretOwner::unit,
                   .label = "ours",
                   .latest_revision = 2};
const Notice kNotice{.key = "example.com/done", .id = "7"};
const CheckInfo kCheck{.name = "alive"};
const State kState{
    .relations = {kDb, kCluster},
    .containers = {{.name = "app",
                    .can_connect = true,
                    .layers = {{"base", {.checks = {{"alive", {.exec = {{.command = "true"}}}}}}}},
                    .notices = {kNotice},
                    .check_infos = {kCheck}}},
    .storages = {kData},
    .secrets = {kTheirs, kOurs}};

}  // namespace

TEST_CASE("an event of a relation is about the unit that it would have been about") {
  const Context<Patient> ctx(kOptions);
  const Event changed = ctx.on.relation_changed(kDb);
  const DeferredEvent event = deferred<&Patient::on_relation>(changed);
  CHECK(heard_of(ctx, event, kState) == "postgresql, postgresql/4");
  CHECK(event == kept_of(changed, kState));
}

TEST_CASE("an event of a relation that is about no unit has none") {
  const Context<Patient> ctx(kOptions);
  const Event created = ctx.on.relation_created(kDb);
  CHECK(heard_of(ctx, deferred<&Patient::on_relation>(created), kState) == "postgresql");
  CHECK(deferred<&Patient::on_relation>(created) == kept_of(created, kState));
}

TEST_CASE("a departing unit may be another than the one that is told") {
  const Context<Patient> ctx(kOptions);
  const Event departed = ctx.on.relation_departed(kDb, {.remote_unit = 5, .departing_unit = 0});
  CHECK(heard_of(ctx, deferred<&Patient::on_departed>(departed), kState) ==
        "postgresql/5, postgresql/0");
  CHECK(deferred<&Patient::on_departed>(departed) == kept_of(departed, kState));
}

TEST_CASE("an event of a peer relation is about this application") {
  const Context<Patient> ctx(kOptions);
  const Event changed = ctx.on.relation_changed(kCluster);
  CHECK(heard_of(ctx, deferred<&Patient::on_relation>(changed), kState) == "web, web/1");
  CHECK(deferred<&Patient::on_relation>(changed) == kept_of(changed, kState));
  CHECK_THROWS_AS((void)deferred<&Patient::on_relation>(Events().relation_changed(kCluster)),
                  ops::ValueError);
}

TEST_CASE("an event about a unit cannot be deferred for a relation that has none") {
  const Context<Patient> ctx(kOptions);
  const PeerRelation alone{.endpoint = "cluster"};
  CHECK_THROWS_WITH_AS((void)deferred<&Patient::on_relation>(ctx.on.relation_changed(alone)),
                       "cannot defer cluster_relation_changed: the relation has no remote unit "
                       "that it could be about; pass remote_unit",
                       ops::ValueError);
}

TEST_CASE("an event of a storage finds it where it is now") {
  const Context<Patient> ctx(kOptions);
  const Event attached = ctx.on.storage_attached(kData);
  CHECK(heard_of(ctx, deferred<&Patient::on_storage>(attached), kState) ==
        "data/2 at " + ctx.storage_dir(kData));
  CHECK(deferred<&Patient::on_storage>(attached) == kept_of(attached, kState));
}

TEST_CASE("an event of a secret finds it") {
  const Context<Patient> ctx(kOptions);
  const Event changed = ctx.on.secret_changed(kTheirs);
  CHECK(heard_of(ctx, deferred<&Patient::on_secret>(changed), kState) == kTheirs.id);
  CHECK(deferred<&Patient::on_secret>(changed) == kept_of(changed, kState));
  const Event remove = ctx.on.secret_remove(kOurs, {.revision = 1});
  CHECK(heard_of(ctx, deferred<&Patient::on_revision>(remove), kState) == "ours 1");
  CHECK(deferred<&Patient::on_revision>(remove) == kept_of(remove, kState));
}

TEST_CASE("an event of a container finds it, its notice and its check") {
  const Context<Patient> ctx(kOptions);
  const Container& app = kState.get_container("app");
  const Event ready = ctx.on.pebble_ready(app);
  CHECK(heard_of(ctx, deferred<&Patient::on_ready>(ready), kState) == "app");
  const Event notice = ctx.on.pebble_custom_notice(app, kNotice);
  CHECK(heard_of(ctx, deferred<&Patient::on_notice>(notice), kState) == "example.com/done");
  CHECK(deferred<&Patient::on_notice>(notice) == kept_of(notice, kState));
  const Event check = ctx.on.pebble_check_failed(app, kCheck);
  CHECK(heard_of(ctx, deferred<&Patient::on_check>(check), kState) == "alive");
  CHECK(deferred<&Patient::on_check>(check) == kept_of(check, kState));
}

TEST_CASE("the order is that in which the events were deferred, whatever their names") {
  const Context<Patient> ctx(kOptions, true);
  State state = kState;
  state = ctx.play(ctx.on.secret_changed(kTheirs), state).state;
  state = ctx.play(ctx.on.relation_changed(kDb, {.remote_unit = 4}), state).state;
  state = ctx.play(ctx.on.relation_changed(kDb, {.remote_unit = 5}), state).state;
  List<std::string> paths;
  for (const DeferredEvent& event : state.deferred) paths = paths.with(event.handle_path);
  CHECK(paths == List<std::string>{"Patient/on/secret_changed[1]",
                                   "Patient/on/db0_relation_changed[5]",
                                   "Patient/on/db0_relation_changed[9]"});
}

TEST_CASE("what was deferred before is among the emitted events, where that is asked for") {
  Context<Patient> ctx(kOptions);
  State state = kState;
  state.deferred = {deferred<&Patient::on_relation>(ctx.on.relation_created(kDb), 7)};
  (void)ctx.run(ctx.on.start(), state);
  List<std::string> emitted;
  for (const EmittedEvent& event : ctx.emitted_events)
    emitted = emitted.with(event.type + " " + event.path);
  CHECK(emitted == List<std::string>{"RelationCreatedEvent Patient/on/db0_relation_created[7]",
                                     "StartEvent Patient/on/start[1]"});
}
