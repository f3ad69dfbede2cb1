/// The consistency checker's rules for the events of relations, containers, storages and secrets.

#include "consistency_test.h"
#include "ops/testing/events.h"

using namespace ops::testing;
using ops::base::Map;

namespace {

constexpr const char* kMeta = R"(
requires: {db: {interface: a}, my-db: {interface: a}, host: {interface: b, scope: container}}
peers: {cluster: {interface: c}}
containers: {web-app: , other: }
storage: {data: {type: filesystem}, more: {type: filesystem, multiple: {range: 0-}}}
)";
const Events on;

std::string errors_of(const Event& event, const State& state, const char* version = "3.6.14") {
  return Situation{.meta = kMeta, .event = event, .juju_version = version}.errors(state);
}

/// All of them as one text, as they are few.
std::string warnings_of(const Event& event, const State& state) {
  std::string text;
  for (const std::string& line : Situation{.meta = kMeta, .event = event}.warnings(state))
    text += line;
  return text;
}

Event named(Event event, const char* name) {
  event.name = name;
  return event;
}

}  // namespace

// ---- Relations ------------------------------------------------------------------------------

TEST_CASE("A relation event has a relation, and that stands in the State as it is") {
  const Relation db{.endpoint = "db", .id = 3};
  const Event created = on.relation_created(db);
  CHECK(errors_of(created, {.relations = {db}}) == "");
  CHECK(errors_of(created, {.relations = {Relation{.endpoint = "db", .id = 3}}}) == "");
  CHECK(errors_of(created, {}) ==
        "Event.relation: relation 3 is not in State.relations; pass the State with it");
  CHECK(errors_of(created, {.relations = {Relation{.endpoint = "db", .id = 4}}}) != "");
  CHECK(errors_of(created, {.relations = {Relation{
                                .endpoint = "db", .id = 3, .remote_app_data = {{"a", "b"}}}}}) ==
        "Event.relation: relation 3 is not as in State.relations, but differs in "
        "remote_app_data[a]; pass the one of the State");
  CHECK(errors_of({.name = "db_relation_created", .kind = EventKind::relation}, {}) ==
        "Event.relation: db_relation_created is about a relation and has none; pass the one of "
        "the State");
}

TEST_CASE("A relation event is named after its endpoint") {
  const Relation db{.endpoint = "my-db"};
  const State state{.relations = {db}};
  for (const Event& event :
       {on.relation_created(db), on.relation_joined(db), on.relation_changed(db),
        on.relation_departed(db), on.relation_broken(db)})
    CHECK_MESSAGE(errors_of(event, state) == "", event);
  CHECK(errors_of(named(on.relation_created(db), "db_relation_broken"), state) ==
        "Event.name: 'db_relation_broken' is not the event of endpoint 'my-db'; pass "
        "my_db_relation_broken");
  CHECK(errors_of(named(on.relation_created(db), "my-db_relation_created"), state) != "");
  CHECK(errors_of(named(on.relation_created(db), "my_db_pebble_ready"), state) ==
        "Event.name: 'my_db_pebble_ready' is not the event of endpoint 'my-db'; pass "
        "my_db_relation_created");
}

TEST_CASE("Where units come and go, an event is about one of them") {
  const Relation lonely{.endpoint = "db", .remote_units_data = {}};
  for (const Event& event :
       {on.relation_joined(lonely), on.relation_changed(lonely), on.relation_departed(lonely)})
    CHECK_MESSAGE(errors_of(event, {.relations = {lonely}}) ==
                      "Event.remote_unit: " + std::string(event.name) +
                          " is about a remote unit, and State.relations[1] has none; pass one "
                          "there, or its number as remote_unit",
                  event);
  for (const Event& event : {on.relation_created(lonely), on.relation_broken(lonely),
                             on.relation_joined(lonely, {.remote_unit = 0}),
                             on.relation_departed(lonely, {.remote_unit = 7})})
    CHECK_MESSAGE(errors_of(event, {.relations = {lonely}}) == "", event);
}

TEST_CASE("A peer or a principal may be the unit that an event is about") {
  const PeerRelation alone{.endpoint = "cluster"};
  const PeerRelation two{.endpoint = "cluster", .peers_data = {{1, {}}}};
  CHECK(errors_of(on.relation_changed(alone), {.relations = {alone}}) != "");
  CHECK(errors_of(on.relation_changed(two), {.relations = {two}}) == "");
  const SubordinateRelation host{.endpoint = "host"};
  CHECK(errors_of(on.relation_changed(host), {.relations = {host}}) == "");
}

TEST_CASE("An event that does not say which unit it is about is warned of") {
  const Relation one{.endpoint = "db", .remote_units_data = {{3, {}}}};
  CHECK(warnings_of(on.relation_joined(one), {.relations = {one}}) ==
        "Event.remote_unit: db_relation_joined does not say which, so it is about 3, the only "
        "remote unit of State.relations[1]; pass remote_unit");
  CHECK(warnings_of(on.relation_joined(one, {.remote_unit = 3}), {.relations = {one}}) == "");
  const Relation several{.endpoint = "db", .remote_units_data = {{4, {}}, {3, {}}}};
  CHECK(warnings_of(on.relation_departed(several), {.relations = {several}}) ==
        "Event.remote_unit: db_relation_departed does not say which, so it is about 4, the first "
        "remote unit of State.relations[1]; pass remote_unit");
  CHECK(warnings_of(on.relation_created(several), {.relations = {several}}) == "");
}

// ---- Containers -----------------------------------------------------------------------------

TEST_CASE("A notice's event has a notice that some container has") {
  const Notice notice{.key = "example.com/a", .id = "7"};
  const Container web{.name = "web-app", .can_connect = true, .notices = {notice}};
  const Event event = on.pebble_custom_notice(web, notice);
  CHECK(errors_of(event, {.containers = {web}}) == "");
  CHECK(errors_of(on.pebble_custom_notice(web, Notice{.key = "example.com/a", .id = "8"}),
                  {.containers = {web}}) ==
        "Event.notice: no container of the State has a notice with the id '8'; pass it in "
        "State.containers[web-app].notices, too");
  Event bare = event;
  bare.notice = {};
  CHECK(errors_of(bare, {.containers = {web}}) ==
        "Event.notice: web_app_pebble_custom_notice is about a notice and has none; pass the one "
        "of the State");
}

TEST_CASE("A notice may be another container's") {
  const Notice notice{.key = "example.com/a", .id = "7"};
  const Container web{.name = "web-app", .can_connect = true};
  const Container other{.name = "other", .can_connect = true, .notices = {notice}};
  CHECK(errors_of(on.pebble_custom_notice(web, notice), {.containers = {web, other}}) == "");
  CHECK(errors_of(on.pebble_custom_notice(web, notice), {.containers = {web}}) != "");
}

TEST_CASE("A check's event has a check that its own container has") {
  const CheckInfo up{.name = "up"};
  const Map<std::string, ops::pebble::Layer> layers = {
      {"base",
       ops::pebble::Layer{.checks = {{"up", {.override = ops::pebble::Override::replace}}}}}};
  const Container web{
      .name = "web-app", .can_connect = true, .layers = layers, .check_infos = {up}};
  const Container other{.name = "other", .can_connect = true};
  CHECK(errors_of(on.pebble_check_failed(web, up), {.containers = {web, other}}) == "");
  CHECK(errors_of(on.pebble_check_recovered(web, up), {.containers = {web, other}}) == "");
  CHECK(errors_of(on.pebble_check_failed(other, up), {.containers = {web, other}}) ==
        "Event.check_info: State.containers[other].check_infos has no 'up'; pass it there, too");
  Event bare = on.pebble_check_recovered(web, up);
  bare.check_info = {};
  CHECK(errors_of(bare, {.containers = {web}}) ==
        "Event.check_info: web_app_pebble_check_recovered is about a check and has none; pass the "
        "one of the State");
}

// ---- Storages and secrets -------------------------------------------------------------------

TEST_CASE("A storage's event has a declared storage that is in the State") {
  const Storage data{.name = "data"};
  CHECK(errors_of(on.storage_attached(data), {.storages = {data}}) == "");
  CHECK(errors_of(on.storage_detaching(data), {.storages = {data}}) == "");
  const Storage second{.name = "more", .index = 1};
  CHECK(errors_of(on.storage_attached(second), {.storages = {Storage{.name = "more"}}}) ==
        "Event.storage: 'more/1' is not in State.storages; pass the State with it");
  CHECK(errors_of(on.storage_attached({.name = "logs"}), {}) ==
        "Event.storage: 'logs' is not in the charm's metadata; declare it under 'storage', or pass "
        "one of: data, more\n"
        "  Event.storage: 'logs/0' is not in State.storages; pass the State with it");
  CHECK(
      errors_of(named(on.storage_attached(data), "more_storage_attached"), {.storages = {data}}) ==
      "Event.name: 'more_storage_attached' is not the event of storage 'data'; pass "
      "data_storage_attached");
  CHECK(errors_of({.name = "data_storage_attached", .kind = EventKind::storage}, {}) ==
        "Event.storage: data_storage_attached is about a storage and has none; pass the one of the "
        "State");
}

TEST_CASE("A storage's event where metadata has no storages is inconsistent, and no more") {
  const Storage data{.name = "data"};
  CHECK(Situation{.event = on.storage_attached(data)}.errors({.storages = {data}}) ==
        "Event.storage: 'data' is not in the charm's metadata; declare it under 'storage'\n"
        "  State.storages: 'data' is not in the charm's metadata; declare it under 'storage'");
}

namespace {

Secret secret(const char* id, Optional<SecretOwner> owner = {}) {
  return {.tracked_content = Map<std::string, std::string>{{"a", "b"}}, .id = id, .owner = owner};
}

}  // namespace

TEST_CASE("A secret's event has a secret that stands in the State as it is") {
  const Secret one = secret("secret:1");
  CHECK(errors_of(on.secret_changed(one), {.secrets = {one}}) == "");
  CHECK(errors_of(on.secret_changed(one), {.secrets = {secret("secret:2")}}) ==
        "Event.secret: 'secret:1' is not in State.secrets; pass the State with it");
  Secret labelled = one;
  labelled.label = "l";
  CHECK(errors_of(on.secret_changed(one), {.secrets = {labelled}}) ==
        "Event.secret: 'secret:1' is not as in State.secrets, but differs in label; pass the one "
        "of the State");
  CHECK(errors_of({.name = "secret_changed", .kind = EventKind::secret}, {}) ==
        "Event.secret: secret_changed is about a secret and has none; pass the one of the State");
}

TEST_CASE("Events of a secret's revision say which") {
  const Secret own = secret("secret:1", SecretOwner::unit);
  Event removed = on.secret_remove(own, {.revision = 0});
  CHECK(errors_of(removed, {.secrets = {own}}) == "");
  removed.secret_revision = {};
  CHECK(errors_of(removed, {.secrets = {own}}) ==
        "Event.secret_revision: secret_remove is about a revision of the secret; pass which");
  CHECK(errors_of(named(removed, "secret_rotate"), {.secrets = {own}}) == "");
  CHECK(errors_of(named(removed, "secret_rotated"), {.secrets = {own}}) ==
        "Event.name: 'secret_rotated' is not the event of a secret; pass secret_changed, "
        "secret_rotate, secret_expired or secret_remove");
}

TEST_CASE("There are events of secrets from Juju 3.0 on") {
  const Secret one = secret("secret:1");
  for (const char* version : {"3.0.0", "3.0-beta1", "4.0.1"})
    CHECK_MESSAGE(errors_of(on.secret_changed(one), {.secrets = {one}}, version) == "", version);
  CHECK(errors_of(on.secret_changed(one), {.secrets = {one}}, "2.99.99") ==
        "Event.name: there are no secrets before Juju 3.0, and this is 2.99.99; pass a later "
        "juju_version");
  CHECK(errors_of(on.start(), {.secrets = {one}}, "2.9.0") == "");
}

// ---- The charm's own ------------------------------------------------------------------------

TEST_CASE("An event of the charm's own is only warned of, whatever it is called") {
  const Event ready{.name = "nowhere_relation_changed",
                    .kind = EventKind::custom,
                    .custom = CustomEvent{.emitter = "Lib", .type = "Ready"}};
  CHECK(errors_of(ready, {}) == "");
  CHECK(warnings_of(ready, {}) ==
        "Event.name: 'nowhere_relation_changed' is an event of the charm's own, of which nothing "
        "can be checked; run an event of Juju's if that is what is meant");
  CHECK(errors_of(ready, {.planned_units = -1}) != "");
}
