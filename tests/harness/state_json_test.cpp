/// States, Events and Outcomes as JSON.
#include "arbitrary.h"
#include "ops/base/errors.h"
#include "ops/testing/doctest.h"
#include "ops/testing/json.h"

using namespace ops::testing;
namespace pebble = ops::pebble;

namespace {

template <class T>
void check_round_trips(unsigned seed) {
  arbitrary::Random random(seed);
  for (int round = 0; round < 300; ++round) {
    const T value = arbitrary::of<T>(random);
    CAPTURE(seed);
    CAPTURE(round);
    CAPTURE(ops::base::to_string(value));
    for (const bool defaults : {false, true})
      REQUIRE(from_json<T>(to_json(value, {.defaults = defaults})) == value);
  }
}

void check_refused(const char* json, const char* message) {
  CAPTURE(json);
  CHECK_THROWS_WITH_AS((void)from_json<State>(json), message, ops::ParseError);
}

}  // namespace

TEST_CASE_TEMPLATE("what is written as JSON is read back as it was", T, State, Event, Outcome,
                   Container, Secret, AnyRelation) {
  for (const unsigned seed : {1u, 2u}) check_round_trips<T>(seed);
}

TEST_CASE("members that have their default are left out, or not") {
  CHECK(to_json(State{}) == "{}");
  CHECK(to_json(State{.leader = true}) == R"({"leader":true})");
  const std::string full = to_json(State{}, {.defaults = true});
  CHECK(full.starts_with(R"({"config":{},"relations":[],)"));
  CHECK(full.find(R"("unit_status":{"name":"unknown"})") != full.npos);
}

TEST_CASE("JSON is indented for people") {
  CHECK(to_json(State{.leader = true}, {.indent = 2}) == "{\n  \"leader\": true\n}");
}

TEST_CASE("a relation says which kind it is") {
  const State state = {.relations = {Relation{.endpoint = "db"},
                                     PeerRelation{.endpoint = "peers", .id = 2},
                                     SubordinateRelation{.endpoint = "logs", .id = 3}}};
  const std::string json = to_json(state);
  CHECK(json == R"({"relations":[{"type":"regular","endpoint":"db"},)"
                R"({"type":"peer","endpoint":"peers","id":2},)"
                R"({"type":"subordinate","endpoint":"logs","id":3}]})");
  CHECK(from_json<State>(json) == state);
}

TEST_CASE("ports and statuses have their kind beside their members") {
  const State state = {.opened_ports = {TCPPort{80}, UDPPort{53}, ICMPPort{}},
                       .app_status = ActiveStatus{},
                       .unit_status = WaitingStatus{"for db"}};
  const std::string json = to_json(state);
  CHECK(json == R"({"opened_ports":[{"protocol":"icmp"},{"protocol":"tcp","port":80},)"
                R"({"protocol":"udp","port":53}],"app_status":{"name":"active"},)"
                R"("unit_status":{"name":"waiting","message":"for db"}})");
  CHECK(from_json<State>(json) == state);
}

TEST_CASE("what only other kinds have may be there when it says nothing") {
  CHECK(from_json<State>(R"({"opened_ports": [{"protocol": "icmp", "port": null}]})") ==
        State{.opened_ports = {ICMPPort{}}});
  CHECK(from_json<State>(R"({"unit_status": {"name": "unknown", "message": ""}})") == State{});
  check_refused(R"({"opened_ports": [{"protocol": "icmp", "port": 1}]})",
                "cannot read opened_ports[0]: unknown key 'port'; ICMPPort has: ");
}

TEST_CASE("layers are a list in their order, each as Pebble spells it") {
  const pebble::Service web = {.override = pebble::Override::merge,
                               .on_failure = pebble::OnExit::failure_shutdown};
  const State state = {.containers = {{.name = "app",
                                       .layers = {{"z", {.services = {{"web", web}}}},
                                                  {"a", {.summary = "none"}}}}}};
  const std::string json = to_json(state);
  CHECK(json == R"({"containers":[{"name":"app","layers":[{"label":"z","layer":{"services":)"
                R"({"web":{"override":"merge","on-failure":"failure-shutdown"}}}},)"
                R"({"label":"a","layer":{"summary":"none"}}]}]})");
  const State read = from_json<State>(json);
  CHECK(read == state);
  CHECK(read.containers["app"].layers.begin()->key == "z");
}

TEST_CASE("times are ISO 8601, and in UTC unless they say otherwise") {
  const auto expiry = [](const std::string& time) {
    const std::string json =
        R"({"secrets": [{"tracked_content": {"a": "b"}, "expire": ")" + time + "\"}]}";
    return *from_json<State>(json).secrets.begin()->expire;
  };
  const ops::base::Timestamp noon("2026-01-02T12:00:00Z");
  CHECK(expiry("2026-01-02T12:00:00Z") == noon);
  CHECK(expiry("2026-01-02T12:00:00") == noon);
  CHECK(expiry("2026-01-02T14:00:00+02:00") == noon);
  CHECK(expiry("2026-01-02 12:00:00.000000") == noon);
}

TEST_CASE("durations are seconds, and lose nothing") {
  const auto json_of_repeat = [](std::int64_t ns) {
    const Notice notice = {.key = "a.b/c", .repeat_after = ops::base::Duration::of_ns(ns)};
    const std::string json = to_json(notice);
    CHECK(from_json<Notice>(json) == notice);
    return json;
  };
  CHECK(json_of_repeat(60'000'000'000) == R"({"key":"a.b/c","repeat_after":60})");
  CHECK(json_of_repeat(250'000'000) == R"({"key":"a.b/c","repeat_after":0.25})");
  CHECK(json_of_repeat(-1) == R"({"key":"a.b/c","repeat_after":-1e-09})");
  CHECK(json_of_repeat(9'000'000'000'000'000'001) ==
        R"({"key":"a.b/c","repeat_after":"2500000h0m0.000000001s"})");
}

TEST_CASE("a secret's latest content is its tracked one unless it is told") {
  const Secret read = from_json<Secret>(R"({"tracked_content": {"a": "b"}})");
  CHECK(read == Secret{.tracked_content = {{"a", "b"}}});
  CHECK(read.latest_content == read.tracked_content);
  const Secret other = {.tracked_content = {{"a", "b"}}, .latest_content = {}};
  CHECK(to_json(other) == R"({"tracked_content":{"a":"b"},"latest_content":{}})");
  CHECK(ops::base::to_string(read) == R"(Secret{.tracked_content = {{"a", "b"}}})");
}

TEST_CASE("JSON that does not fit is refused with the path of the field") {
  check_refused("{", "cannot read the value: it is not JSON");
  check_refused(R"({"relations": [{"type": "regular", "endpoint": "db",
                                   "remote_units_data": {"0": {"a": 1}}}]})",
                "cannot read relations[0].remote_units_data.0.a: expected a string, got 1");
  check_refused(R"({"relations": [{"type": "regular", "endpoint": "db",
                                   "remote_units_data": {"zero": {}}}]})",
                "cannot read relations[0].remote_units_data.zero: expected an integer, got "
                "\"zero\"");
  check_refused(R"({"relations": [{"endpoint": "db"}]})",
                "cannot read relations[0]: it needs 'type', one of regular, subordinate, peer");
  check_refused(R"({"relations": [{"type": "cross-model", "endpoint": "db"}]})",
                "cannot read relations[0].type: expected one of regular, subordinate, peer, got "
                "\"cross-model\"");
  check_refused(R"({"relations": [{"type": "peer", "endpoint": "db", "limit": 1}]})",
                "cannot read relations[0]: unknown key 'limit'; PeerRelation has: endpoint, "
                "interface, id, local_app_data, local_unit_data, peers_data");
  check_refused(R"({"containers": [{"name": "a", "layers": [{"label": "b"}]}]})",
                "cannot read containers[0].layers[0]: expected an object of 'label' and 'layer', "
                "got {\"label\":\"b\"}");
  check_refused(R"({"containers": [{"name": "a", "layers": [{"label": "b", "layer": {
                    "services": {"web": {"on_failure": "ignore"}}}}]}]})",
                "cannot read containers[0].layers[0].layer.services.web: unknown key 'on_failure'; "
                "Service has: summary, description, startup, override, command, after, before, "
                "requires, workload, environment, user-id, user, group-id, group, working-dir, "
                "on-success, on-failure, on-check-failure, backoff-delay, backoff-factor, "
                "backoff-limit, kill-delay");
  check_refused(R"({"stored_states": [{"content": {"a": {"!set": [[]]}}}]})",
                "cannot read stored_states[0].content.a: cannot use a list in a set: it is "
                "unhashable in Python; use a tuple or a frozenset of plain values");
}

TEST_CASE("JSON that is nested too deep is refused before it can exhaust the stack") {
  const std::string open(1'000'000, '[');
  check_refused(open.c_str(), "cannot read the value: it is nested more than 1000 deep");
  check_refused((R"({"stored_states": [{"content": {"a": )" + open).c_str(),
                "cannot read the value: it is nested more than 1000 deep");
}

TEST_CASE("a time that 64 bits cannot hold is refused") {
  const auto json = [](const std::string& year) {
    return R"({"key": "a.b/c", "last_occurred": ")" + year + "-01-01T00:00:00Z\"}";
  };
  CHECK(to_json(from_json<Notice>(json("1678"))) ==
        R"({"key":"a.b/c","last_occurred":"1678-01-01T00:00:00Z"})");
  CHECK(to_json(from_json<Notice>(json("2261"))) ==
        R"({"key":"a.b/c","last_occurred":"2261-01-01T00:00:00Z"})");
  for (const char* year : {"0000", "1677", "2262", "9999"})
    CHECK_THROWS_WITH_AS((void)from_json<Notice>(json(year)),
                         ("cannot read last_occurred: cannot read '" + std::string(year) +
                          "-01-01T00:00:00Z': expected a time between the years 1678 and 2261, "
                          "like 2024-05-01T12:00:00Z")
                             .c_str(),
                         ops::ParseError);
}
