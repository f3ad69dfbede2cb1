/// The consistency checker as a whole, and its rules for events and plain values.

#include "consistency_test.h"

using ops::base::List, ops::base::Map;
using namespace ops::testing;

TEST_CASE("A State that says nothing fits any charm") {
  CHECK(Situation{.meta = "{}"}.errors({}) == "");
  CHECK(Situation{.meta = "{}"}.warnings({}).empty());
}

TEST_CASE("What metadata declares may be absent from the State") {
  const std::string meta = R"(
containers: {web: }
requires: {db: {interface: a}}
storage: {data: {type: filesystem}}
resources: {image: {type: oci-image}}
config: {options: {port: {type: int}}}
)";
  CHECK(Situation{.meta = meta}.errors({}) == "");
}

TEST_CASE("All that is wrong is said at once, a line for each") {
  const State state{.config = {{"port", 80}},
                    .containers = {Container{.name = "web"}},
                    .resources = {Resource{.name = "image", .path = "/image"}},
                    .planned_units = -1};
  try {
    (void)Situation{}.warnings(state);
    FAIL("no error");
  } catch (const InconsistentScenarioError& error) {
    CHECK(std::string(error.what()) ==
          "cannot run start: Juju could never be in this state at this event; change what is named "
          "here:\n"
          "  State.containers: 'web' is not in the charm's metadata; declare it under "
          "'containers'\n"
          "  State.config: 'port' is no option of the charm; declare it under 'config.options'\n"
          "  State.resources: 'image' is not in the charm's metadata; declare it under "
          "'resources'\n"
          "  State.planned_units: it is -1; pass 0 or more");
  }
}

// ---- Events ---------------------------------------------------------------------------------

TEST_CASE("Every charm has Juju's own events") {
  for (const char* name :
       {"install", "start", "stop", "remove", "config_changed", "update_status", "upgrade_charm",
        "pre_series_upgrade", "post_series_upgrade", "leader_elected", "leader_settings_changed",
        "collect_metrics", "collect_app_status", "collect_unit_status"})
    CHECK_MESSAGE(Situation{.event = {.name = name}}.errors({}) == "", name);
}

TEST_CASE("An event that no charm has is answered with those spelled most alike") {
  CHECK(Situation{.event = {.name = "config_change"}}.errors({}) ==
        "Event.name: the charm has no event 'config_change'; pass another, such as "
        "config_changed, upgrade_charm, install");
  CHECK(
      Situation{.meta = "containers: {web-app: }", .event = {.name = "web_app_ready"}}.errors({}) ==
      "Event.name: the charm has no event 'web_app_ready'; pass another, such as "
      "web_app_pebble_ready, upgrade_charm, start");
}

TEST_CASE("A workload event's container is the one in the State") {
  const Container web{.name = "web-app", .can_connect = true};
  const Situation ready{
      .meta = "containers: {web-app: , other: }",
      .event = {.name = "web_app_pebble_ready", .kind = EventKind::workload, .container = web}};
  CHECK(ready.errors({.containers = {web}}) == "");
  CHECK(ready.errors({.containers = {web, Container{.name = "other"}}}) == "");
  const Container equal{.name = "web-app", .can_connect = true};
  CHECK(ready.errors({.containers = {equal}}) == "");
  CHECK(ready.errors({}) ==
        "Event.container: 'web-app' is not in State.containers; pass the State with it");
  const Container differs{.name = "web-app",
                          .can_connect = true,
                          .service_statuses = {{"a", ops::pebble::ServiceStatus::active}}};
  CHECK(ready.errors({.containers = {differs}}) ==
        "Event.container: 'web-app' is not as in State.containers, but differs in "
        "service_statuses[a]; pass the one of the State");
}

TEST_CASE("A workload event's container is declared") {
  const Container web{.name = "web", .can_connect = true};
  const Event event{.name = "web_pebble_ready", .kind = EventKind::workload, .container = web};
  CHECK(Situation{.meta = "containers: {web: }", .event = event}.errors({.containers = {web}}) ==
        "");
  CHECK(Situation{.meta = "containers: {other: }", .event = event}.errors({.containers = {web}}) ==
        "State.containers: 'web' is not in the charm's metadata; declare it under 'containers', or "
        "pass one of: other\n"
        "  Event.container: 'web' is not in the charm's metadata; declare it under 'containers', "
        "or pass one of: other");
}

TEST_CASE("A workload event has a container") {
  const Situation ready{.meta = "containers: {web: }",
                        .event = {.name = "web_pebble_ready", .kind = EventKind::workload}};
  CHECK(ready.errors({.containers = {Container{.name = "web"}}}) ==
        "Event.container: web_pebble_ready is about a container and has none; pass the one of the "
        "State");
}

TEST_CASE("A workload event is named after its container") {
  const Container web{.name = "web-1", .can_connect = true};
  const auto errors_of = [&](const char* name) {
    return Situation{.meta = "containers: {web-1: }",
                     .event = {.name = name, .kind = EventKind::workload, .container = web}}
        .errors({.containers = {web}});
  };
  CHECK(errors_of("web_1_pebble_ready") == "");
  CHECK(errors_of("web_2_pebble_ready") ==
        "Event.name: 'web_2_pebble_ready' is not the event of container 'web-1'; pass "
        "web_1_pebble_ready");
  CHECK(errors_of("web-1_pebble_ready") != "");
  CHECK(errors_of("web_1_pebble_steady") != "");
}

TEST_CASE("A workload event whose container cannot be reached is warned of") {
  const auto warnings_of = [](const Container& web) {
    return Situation{
        .meta = "containers: {web: }",
        .event = {.name = "web_pebble_ready", .kind = EventKind::workload, .container = web}}
        .warnings({.containers = {web}});
  };
  CHECK(warnings_of({.name = "web"}) ==
        List<std::string>{"Event.container: 'web' has can_connect false, so every Pebble call in "
                          "web_pebble_ready fails; pass can_connect = true unless that is meant"});
  CHECK(warnings_of({.name = "web", .can_connect = true}).empty());
}

// ---- Values ---------------------------------------------------------------------------------

TEST_CASE("A port is from 1 to 65535") {
  const State good{.opened_ports = {TCPPort{.port = 1}, UDPPort{.port = 65535}, ICMPPort{}}};
  CHECK(Situation{}.errors(good) == "");
  CHECK(Situation{}.errors({.opened_ports = {TCPPort{.port = 0}}}) ==
        "State.opened_ports: 0 is no port; pass one from 1 to 65535");
  CHECK(Situation{}.errors({.opened_ports = {UDPPort{.port = 65536}}}) ==
        "State.opened_ports: 65536 is no port; pass one from 1 to 65535");
  CHECK(Situation{}.errors({.opened_ports = {TCPPort{.port = -1}}}) != "");
}

TEST_CASE("A secret has content") {
  const Map<std::string, std::string> content = {{"a", "b"}};
  CHECK(Situation{}.errors({.secrets = {Secret{.tracked_content = content, .id = "s"}}}) == "");
  CHECK(Situation{}.errors(
            {.secrets = {Secret{.tracked_content = Map<std::string, std::string>{}, .id = "s"}}}) ==
        "State.secrets[s].tracked_content: it is empty; pass a key and a value");
  CHECK(Situation{}.errors(
            {.secrets = {Secret{.tracked_content = content, .latest_content = {}, .id = "s"}}}) ==
        "State.secrets[s].latest_content: it is empty; pass a key and a value");
}

TEST_CASE("Secrets have different ids, if they have any") {
  const Map<std::string, std::string> one = {{"a", "1"}}, other = {{"a", "2"}};
  const auto errors_of = [&](const std::string& first, const std::string& second) {
    return Situation{}.errors({.secrets = {Secret{.tracked_content = one, .id = first},
                                           Secret{.tracked_content = other, .id = second}}});
  };
  CHECK(errors_of("a", "b") == "");
  CHECK(errors_of("", "") == "");
  CHECK(errors_of("a", "a") == "State.secrets: two have the id 'a'; give one of them another");
}

TEST_CASE("There may be no planned units, but not fewer") {
  CHECK(Situation{}.errors({.planned_units = 0}) == "");
  CHECK(Situation{}.errors({.planned_units = -1}) ==
        "State.planned_units: it is -1; pass 0 or more");
}

TEST_CASE("A model of type kubernetes has a cloud spec from Juju 3.6.10 on") {
  const auto errors_of = [](const char* version, const char* type) {
    return Situation{.juju_version = version}.errors(
        {.model = Model{.type = type, .cloud_spec = CloudSpec{.type = "a"}}});
  };
  for (const char* version : {"3.6.10", "3.7.0", "4.0.0", "4.0-beta1"})
    CHECK_MESSAGE(errors_of(version, "kubernetes") == "", version);
  CHECK(errors_of("3.6.9", "kubernetes") ==
        "State.model.cloud_spec: a model of type kubernetes has none before Juju 3.6.10, and this "
        "is 3.6.9; pass a later juju_version, or the type lxd");
  CHECK(errors_of("3.6-beta12", "kubernetes") != "");
  CHECK(errors_of("2.9.0", "lxd") == "");
  CHECK(Situation{.juju_version = "2.9.0"}.errors({.model = Model{.type = "kubernetes"}}) == "");
}

TEST_CASE("Stored states hold nothing that cannot be kept") {
  const auto with = [](const char* json) {
    return State{.stored_states = {
                     {.owner_path = "Charm", .content = {{"k", ops::Plain::from_json(json)}}}}};
  };
  CHECK(Situation{}.errors(with(R"([1, {"a": {"!set": ["b"]}}, null])")) == "");
  CHECK(Situation{}.errors(with(R"([{"a": {"!object": "datetime"}}])")) ==
        "State.stored_states[_stored].content[k]: [{'a': <datetime>}] cannot be kept; pass "
        "numbers, texts, lists, dicts and sets alone");
}

TEST_CASE("An owner's stored states have different names") {
  const StoredState stored{.name = "a", .owner_path = "Charm"};
  CHECK(Situation{}.errors({.stored_states = {stored, {.name = "b", .owner_path = "Charm"}}}) ==
        "");
  CHECK(Situation{}.errors({.stored_states = {stored, {.name = "a", .owner_path = "Charm/lib"}}}) ==
        "");
  CHECK(Situation{}.errors({.stored_states = {stored, {.name = "a"}}}) == "");
  CHECK(Situation{}.errors(
            {.stored_states = {stored,
                               {.name = "a", .owner_path = "Charm", .content = {{"k", 1}}}}}) ==
        "State.stored_states: 'a' of Charm stands there twice; pass one of them");
  CHECK(Situation{}.errors(
            {.stored_states = {{.name = "a"}, {.name = "a", .content = {{"k", 1}}}}}) ==
        "State.stored_states: 'a' of the framework stands there twice; pass one of them");
}
