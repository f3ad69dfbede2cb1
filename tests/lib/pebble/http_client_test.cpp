#include "ops/pebble/http_client.h"

#include <doctest/doctest.h>

#include "canned_answers.h"
#include "canned_server.h"
#include "ops/pebble/errors.h"

using namespace ops;
using namespace ops::pebble;
using ops::base::Duration, ops::base::Timestamp;

namespace {

Duration milliseconds(std::int64_t count) { return Duration::of_ns(count * 1'000'000); }

/// The first lines of the requests that a server saw.
std::vector<std::string> lines(CannedServer& server) {
  std::vector<std::string> all;
  for (const std::string& request : server.requests())
    all.push_back(request.substr(0, request.find(" HTTP/1.1")));
  return all;
}

std::string body_of(const std::string& request) {
  return request.substr(request.find("\r\n\r\n") + 4);
}

}  // namespace

// ---- requests and what comes of good answers

TEST_CASE("a GET says who it is for and what it wants") {
  CannedServer server({{.bytes = ok(kInfo)}});
  CHECK(HttpClient(server.path()).get_system_info() == SystemInfo{.version = "v1.2"});
  CHECK(server.requests() ==
        std::vector<std::string>{"GET /v1/system-info HTTP/1.1\r\nHost: localhost\r\n"
                                 "Accept: application/json\r\n\r\n"});
}

TEST_CASE("a server that ends each connection is connected to for each request") {
  CannedServer server({{.bytes = ok(kInfo)}});
  HttpClient client(server.path());
  for (int i = 0; i < 100; ++i) client.get_system_info();
  CHECK(server.requests().size() == 100);
}

TEST_CASE("requests go over one connection as long as the server keeps it, then over a new one") {
  const std::string info =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n"
      R"({"result":{"version":"v1"}})";
  CannedServer server({{.bytes = info, .keep = true},
                       {.bytes = info, .keep = true},
                       {.bytes = info},
                       {.bytes = ok(kInfo)}});
  HttpClient client(server.path());
  for (int i = 0; i < 3; ++i) CHECK(client.get_system_info().version == "v1");
  while (server.connections() < 1) std::this_thread::yield();
  CHECK(client.get_system_info().version == "v1.2");
  CHECK(server.requests().size() == 4);
}

TEST_CASE("what is lost with a connection that was kept is asked again, but not done again") {
  const Reply first = {
      .bytes =
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n"
          R"({"result":{"version":"v1"}})",
      .keep = true};
  CannedServer server({first, {.bytes = ""}, first, {.bytes = ""}, {.bytes = ok("true")}});
  HttpClient client(server.path());
  CHECK(client.get_system_info().version == "v1");
  CHECK(client.get_system_info().version == "v1");
  CHECK(server.requests().size() == 3);
  CHECK_THROWS_AS(client.add_layer("l", "", false), pebble::ConnectionError);
  CHECK(server.requests().size() == 4);
  client.add_layer("l", "", false);
}

TEST_CASE("add_layer sends a text as it is") {
  CannedServer server({{.bytes = ok("true")}});
  HttpClient(server.path()).add_layer("l\"", "services: {}\n# verbatim é", true);
  const std::string request = server.requests().at(0);
  CHECK(request.starts_with("POST /v1/layers HTTP/1.1\r\n"));
  CHECK(request.find("\r\nContent-Type: application/json\r\n") != request.npos);
  CHECK(body_of(request) == R"({"action":"add","combine":true,"label":"l\"",)"
                            R"("format":"yaml","layer":"services: {}\n# verbatim é"})");
}

TEST_CASE("add_layer sends a layer as YAML") {
  CannedServer server({{.bytes = ok("true")}});
  HttpClient(server.path()).add_layer("l", Layer{.summary = "s"}, false);
  CHECK(body_of(server.requests().at(0)) ==
        R"({"action":"add","combine":false,"label":"l","format":"yaml","layer":"summary: s\n"})");
}

TEST_CASE("what is not UTF-8 is not sent") {
  CannedServer server({{.bytes = ok("true")}});
  HttpClient client(server.path());
  CHECK_THROWS_AS(client.add_layer("\xff", "", false), pebble::Error);
  CHECK_THROWS_AS(client.start_services({"\xff"}), pebble::Error);
  CHECK(server.requests().empty());
}

TEST_CASE("get_plan asks for YAML and reads it") {
  CannedServer server({{.bytes = ok(R"("services:\n    a:\n        override: replace\n)"
                                    R"(        command: c\n")")},
                       {.bytes = ok(R"("{}\n")")}});
  HttpClient client(server.path());
  const Plan plan = client.get_plan();
  CHECK(plan.services["a"].command == "c");
  CHECK(client.get_plan() == Plan{});
  CHECK(lines(server).at(0) == "GET /v1/plan?format=yaml");
}

TEST_CASE("services come with their states, and words that are new stay text") {
  CannedServer server(
      {{.bytes = ok(R"([{"name":"a","startup":"enabled","current":"active","current-since":"x"},
                        {"name":"b","startup":"disabled","current":"backoff"},
                        {"name":"c","startup":"odd","current":"error"}])")}});
  const auto services = HttpClient(server.path()).get_services({});
  REQUIRE(services.size() == 3);
  CHECK(services[0] ==
        ServiceInfo{.name = "a", .startup = Startup::enabled, .current = ServiceStatus::active});
  CHECK(services[0].is_running());
  CHECK(services[1] ==
        ServiceInfo{.name = "b", .startup = Startup::disabled, .current = std::string("backoff")});
  CHECK_FALSE(services[1].is_running());
  CHECK(services[2] ==
        ServiceInfo{.name = "c", .startup = std::string("odd"), .current = ServiceStatus::error});
}

TEST_CASE("names go into the query, quoted; none are asked for as all") {
  CannedServer server({{.bytes = ok("[]")}});
  HttpClient client(server.path());
  CHECK(client.get_services({"a", "b c", "é&="}).empty());
  client.get_services({});
  CHECK(lines(server) == std::vector<std::string>{"GET /v1/services?names=a%2Cb+c%2C%C3%A9%26%3D",
                                                  "GET /v1/services"});
}

TEST_CASE("each action on services is sent, and its change waited for") {
  CannedServer server({{.bytes = kStarted}, {.bytes = ok(kDone)}});
  CHECK(HttpClient(server.path()).start_services({"a", "b"}) == "7");
  CHECK(lines(server) ==
        std::vector<std::string>{"POST /v1/services", "GET /v1/changes/7/wait?timeout=4.000s"});
  CHECK(body_of(server.requests().at(0)) == R"({"action":"start","services":["a","b"]})");
}

TEST_CASE("autostart and replan name no service; a timeout of 0 does not wait") {
  CannedServer server({{.bytes = kStarted}});
  HttpClient client(server.path());
  CHECK(client.autostart_services(Duration()) == "7");
  CHECK(client.replan_services(Duration()) == "7");
  CHECK(client.stop_services({"a"}, Duration()) == "7");
  CHECK(client.restart_services({"a"}, Duration()) == "7");
  std::vector<std::string> bodies;
  for (const std::string& request : server.requests()) bodies.push_back(body_of(request));
  CHECK(bodies == std::vector<std::string>{R"({"action":"autostart","services":[]})",
                                           R"({"action":"replan","services":[]})",
                                           R"({"action":"stop","services":["a"]})",
                                           R"({"action":"restart","services":["a"]})"});
}

TEST_CASE("a change comes with its tasks and their logs") {
  CannedServer server({{.bytes = ok(change_json(
                            R"("status":"Error","ready":true,"err":"no","data":{"k":1},"tasks":[
                              {"id":"3","kind":"start","summary":"s","status":"Error",
                               "log":["one","two"],"progress":{"label":"l","done":1,"total":2},
                               "spawn-time":"1970-01-01T00:00:00.5Z",
                               "ready-time":"1970-01-01T00:00:01Z"},
                              {"id":"4","kind":"start","summary":"t","status":"Hold",
                               "spawn-time":"1970-01-01T00:00:00Z"}])"))}});
  CHECK(HttpClient(server.path()).get_change("7") ==
        Change{.id = "7",
               .kind = "start",
               .summary = "Start service \"a\"",
               .status = "Error",
               .tasks = {{.id = "3",
                          .kind = "start",
                          .summary = "s",
                          .status = "Error",
                          .log = {"one", "two"},
                          .progress = {.label = "l", .done = 1, .total = 2},
                          .spawn_time = Timestamp("1970-01-01T00:00:00.5Z"),
                          .ready_time = Timestamp("1970-01-01T00:00:01Z")},
                         {.id = "4", .kind = "start", .summary = "t", .status = "Hold"}},
               .ready = true,
               .err = "no",
               .data = {{"k", base::Json(1)}},
               .spawn_time = Timestamp("2026-01-02T03:04:05.123456789Z")});
}

TEST_CASE("tasks, logs and an error that are null or absent are none") {
  CannedServer server(
      {{.bytes = ok(kDoing)},
       {.bytes = ok(change_json(R"("status":"Done","ready":true,"err":null,"tasks":null)"))},
       {.bytes = ok(change_json(R"("status":"Done","ready":true,"err":"","tasks":[])"))}});
  HttpClient client(server.path());
  for (int i = 0; i < 3; ++i) {
    const Change change = client.get_change("7");
    CHECK(change.tasks.empty());
    CHECK_FALSE(change.err.has_value());
  }
}

TEST_CASE("an id cannot lead to another path") {
  CannedServer server({{.bytes = ok(kDone)}});
  HttpClient(server.path()).get_change("7/../8?x\r\nHost: y");
  CHECK(lines(server).at(0) == "GET /v1/changes/7%2F..%2F8%3Fx%0D%0AHost%3A+y");
}

TEST_CASE("an answer in chunks is joined") {
  CannedServer server({{.bytes = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                 "Transfer-Encoding: chunked\r\n\r\n"
                                 "b;x=y\r\n{\"result\":{\r\n11\r\n\"version\":\"v1.2\"}\r\n"
                                 "1\r\n}\r\n0\r\nTrailer: x\r\n\r\n"}});
  CHECK(HttpClient(server.path()).get_system_info().version == "v1.2");
}

TEST_CASE("an answer of many megabytes, in one piece and without a length, is read whole") {
  const std::string big = R"({"version":")" + std::string(10'000'000, 'x') + "\"}";
  CannedServer server({{.bytes = ok(big)},
                       {.bytes = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
                                 R"({"result":)" +
                                 big + "}"}});
  HttpClient client(server.path());
  CHECK(client.get_system_info().version.size() == 10'000'000);
  CHECK(client.get_system_info().version.size() == 10'000'000);
}

TEST_CASE("what an answer says beside its result is passed over") {
  CannedServer server(
      {{.bytes = http("200 OK", R"({"result":{"version":"v1","new":1},"type":"sync",
      "latest-warning":"2026-01-02T03:04:05Z",
      "maintenance":{"kind":"daemon-restart","message":"m"}})",
                      "application/json; charset=utf-8")},
       {.bytes = http("299 Fine", R"({"result":{"version":"v1"}})", "Application/JSON ;x")}});
  HttpClient client(server.path());
  CHECK(client.get_system_info().version == "v1");
  CHECK(client.get_system_info().version == "v1");
}

TEST_CASE("a server that closes late does not hold an answer up") {
  CannedServer server({{.bytes = ok(kInfo), .stall = true}});
  CHECK(HttpClient(server.path()).get_system_info().version == "v1.2");
}

// ---- waiting for changes

TEST_CASE("Pebble is asked to wait as long as is left, but answer before the request times out") {
  CannedServer server({{.bytes = ok(kDone)}});
  HttpClient client(server.path());
  client.wait_change("7", Duration("30s"));
  client.wait_change("7", Duration("2.5s"));
  HttpClient(server.path(), milliseconds(1500)).wait_change("7", Duration("30s"));
  HttpClient(server.path(), milliseconds(3000)).wait_change("7", Duration("30s"));
  const auto asked = lines(server);
  CHECK(asked[0] == "GET /v1/changes/7/wait?timeout=4.000s");
  const double left = std::stod(asked[1].substr(asked[1].find('=') + 1));
  CHECK(left > 1.0);
  CHECK(left <= 2.5);
  CHECK(asked[2] == "GET /v1/changes/7/wait?timeout=1.000s");
  CHECK(asked[3] == "GET /v1/changes/7/wait?timeout=2.000s");
}

TEST_CASE("a change that is not ready yet is asked for again") {
  CannedServer server({{.bytes = kNotYet}, {.bytes = kNotYet}, {.bytes = ok(kDone)}});
  CHECK(HttpClient(server.path()).wait_change("7", Duration("30s")).ready);
  CHECK(server.requests().size() == 3);
}

TEST_CASE("a change that is not ready in time is a TimeoutError in ops's words") {
  CannedServer server({{.bytes = kNotYet, .delay_ms = 60}});
  HttpClient client(server.path());
  CHECK_THROWS_WITH_AS(client.wait_change("7", Duration("100ms")),
                       "timed out waiting for change 7 (0.1 seconds)", pebble::TimeoutError);
  CHECK_THROWS_WITH_AS(client.wait_change("7", Duration("1ms")),
                       "timed out waiting for change 7 (0.001 seconds)", pebble::TimeoutError);
}

TEST_CASE("no time, or less, is a TimeoutError without a request") {
  CannedServer server({{.bytes = ok(kDone)}});
  HttpClient client(server.path());
  CHECK_THROWS_WITH_AS(client.wait_change("7", Duration()),
                       "timed out waiting for change 7 (0 seconds)", pebble::TimeoutError);
  CHECK_THROWS_WITH_AS(client.wait_change("7", Duration("-2.5s")),
                       "timed out waiting for change 7 (-2.5 seconds)", pebble::TimeoutError);
  CHECK(server.requests().empty());
}

TEST_CASE("the longest time there is can be waited for") {
  CannedServer server({{.bytes = ok(kDone)}});
  const Duration longest = Duration::of_ns(9'223'372'036'854'775'807);
  CHECK(HttpClient(server.path()).wait_change("7", longest).ready);
}

TEST_CASE("a request that times out while waiting is made again") {
  CannedServer server({{.bytes = "", .stall = true}, {.bytes = ok(kDone)}});
  CHECK(HttpClient(server.path(), milliseconds(100)).wait_change("7", Duration("30s")).ready);
  CHECK(server.requests().size() >= 2);
}

TEST_CASE("a Pebble that has no wait is asked for the change until it is ready") {
  CannedServer server({{.bytes = http("404 Not Found", R"({"result":{"message":"x"}})")},
                       {.bytes = ok(kDoing)},
                       {.bytes = ok(kDone)}});
  CHECK(HttpClient(server.path()).wait_change("7", Duration("30s")).ready);
  CHECK(lines(server) == std::vector<std::string>{"GET /v1/changes/7/wait?timeout=4.000s",
                                                  "GET /v1/changes/7", "GET /v1/changes/7"});
}

TEST_CASE("without a wait, too, there is a deadline") {
  CannedServer server(
      {{.bytes = http("404 Not Found", R"({"result":{"message":"x"}})")}, {.bytes = ok(kDoing)}});
  CHECK_THROWS_WITH_AS(HttpClient(server.path()).wait_change("7", Duration("50ms")),
                       "timed out waiting for change 7 (0.05 seconds)", pebble::TimeoutError);
}

TEST_CASE("waiting for an unknown change is Pebble's 404") {
  CannedServer server(
      {{.bytes = http("404 Not Found", R"({"result":{"message":"cannot find change"}})")}});
  CHECK_THROWS_WITH_AS(HttpClient(server.path()).wait_change("7", Duration("30s")),
                       "cannot find change", APIError);
  CHECK(server.requests().size() == 2);
}

TEST_CASE("any other refusal ends the waiting") {
  CannedServer server({{.bytes = http("500 Oops", R"({"result":{"message":"no"}})")}});
  CHECK_THROWS_WITH_AS(HttpClient(server.path()).wait_change("7", Duration("30s")), "no", APIError);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("wait_change returns a change that failed; starting services throws it with the logs") {
  const std::string failed = ok(change_json(
      R"("status":"Error","ready":true,"err":"boom","tasks":[
         {"id":"3","kind":"start","summary":"s","status":"Error","log":["one","two"],
          "spawn-time":"1970-01-01T00:00:00Z"},
         {"id":"4","kind":"start","summary":"t","status":"Hold",
          "spawn-time":"1970-01-01T00:00:00Z"}])"));
  CannedServer server({{.bytes = failed}, {.bytes = kStarted}, {.bytes = failed}});
  HttpClient client(server.path());
  CHECK(*client.wait_change("7", Duration("30s")).err == "boom");
  try {
    client.start_services({"a"});
    FAIL("nothing was thrown");
  } catch (const ChangeError& error) {
    CHECK(error.err() == "boom");
    CHECK(error.change_id() == "7");
    CHECK(error.change().tasks.size() == 2);
    CHECK(std::string(error.what()) == "boom\n----- Logs from task 0 -----\none\ntwo\n-----");
  }
}

// ---- all containers

TEST_CASE("each container has its own client, always the same") {
  HttpClients clients("/nowhere");
  Client& web = clients.of("web");
  CHECK(&web != &clients.of("db"));
  CHECK(&web == &clients.of("web"));
  CHECK_THROWS_WITH_AS(web.get_plan(),
                       "Could not connect to Pebble: socket not found at "
                       "'/nowhere/web/pebble.socket' (container restarted?)",
                       pebble::ConnectionError);
}

TEST_CASE("the sockets are where Juju mounts them") {
  CHECK_THROWS_WITH_AS(HttpClients().of("no-such-container").get_plan(),
                       "Could not connect to Pebble: socket not found at "
                       "'/charm/containers/no-such-container/pebble.socket' (container "
                       "restarted?)",
                       pebble::ConnectionError);
}
