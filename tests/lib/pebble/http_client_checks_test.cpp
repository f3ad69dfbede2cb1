/// What HttpClient says and reads about checks and notices.

#include <doctest/doctest.h>

#include "canned_answers.h"
#include "canned_server.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/http_client.h"

using namespace ops::pebble;
using ops::base::Duration, ops::base::Timestamp;

namespace {

std::string line_of(const std::string& request) { return request.substr(0, request.find(" HTTP")); }

std::string body_of(const std::string& request) {
  return request.substr(request.find("\r\n\r\n") + 4);
}

/// The check that an answer's object makes.
CheckInfo check(const std::string& object) {
  CannedServer server({{.bytes = ok('[' + object + ']')}});
  return HttpClient(server.path()).get_checks({}, CheckLevel::unset)[0];
}

}  // namespace

TEST_CASE("the level and each name of a check are asked for") {
  CannedServer server({{.bytes = ok("[]")}});
  HttpClient client(server.path());
  client.get_checks({}, CheckLevel::unset);
  client.get_checks({"a", "b c"}, CheckLevel::ready);
  CHECK(line_of(server.requests().at(0)) == "GET /v1/checks");
  CHECK(line_of(server.requests().at(1)) == "GET /v1/checks?level=ready&names=a&names=b+c");
}

TEST_CASE("a check comes with all that Pebble tells of it") {
  CHECK(check(R"({"name":"a","level":"alive","startup":"enabled","status":"down","successes":1,
                  "failures":2,"threshold":3,"change-id":"7","prev-change-id":"6"})") ==
        CheckInfo{.name = "a",
                  .level = CheckLevel::alive,
                  .startup = Startup::enabled,
                  .status = CheckStatus::down,
                  .successes = 1,
                  .failures = 2,
                  .threshold = 3,
                  .change_id = "7"});
}

TEST_CASE("a check without a change is inactive where Pebble can stop checks") {
  CHECK(check(R"({"name":"a","startup":"enabled","status":"up","threshold":3})").status ==
        CheckStatus::inactive);
  CHECK(check(R"({"name":"a","startup":"","status":"up","threshold":3,"change-id":""})").status ==
        CheckStatus::inactive);
  const CheckInfo old = check(R"({"name":"a","status":"up","threshold":3})");
  CHECK(old.status == CheckStatus::up);
  CHECK(old.startup == Startup::enabled);
  CHECK_THROWS_AS(old.has_run(), ops::RuntimeError);
}

TEST_CASE("a check's level and status that are new stay text; a startup is a ProtocolError") {
  const CheckInfo info = check(R"({"name":"a","level":"odd","status":"new","threshold":3})");
  CHECK(info.level == std::string("odd"));
  CHECK(info.status == std::string("new"));
  CHECK_THROWS_AS(check(R"({"name":"a","startup":"odd","status":"up","threshold":3})"),
                  ProtocolError);
}

TEST_CASE("checks that changed are told; null is none") {
  CannedServer server(
      {{.bytes = ok(R"({"changed":["a"]})")}, {.bytes = ok(R"({"changed":null})")}});
  HttpClient client(server.path());
  CHECK(client.start_checks({"a", "b"}) == Names{"a"});
  CHECK(client.stop_checks({"a"}).empty());
  CHECK(body_of(server.requests().at(0)) == R"({"action":"start","checks":["a","b"]})");
}

TEST_CASE("a notice comes with all that Pebble tells of it") {
  CannedServer server({{.bytes = ok(R"({"id":"3","user-id":null,"type":"change-update","key":"k",
      "first-occurred":"2024-01-01T00:00:00Z","last-occurred":"2024-01-02T00:00:00.5Z",
      "last-repeated":"2024-01-02T01:00:00+01:00","occurrences":2,"last-data":{"b":"1","a":""},
      "repeat-after":"1h","expire-after":"168h0m0s"})")}});
  CHECK(HttpClient(server.path()).get_notice("3/..") ==
        Notice{.id = "3",
               .type = NoticeType::change_update,
               .key = "k",
               .first_occurred = Timestamp("2024-01-01T00:00:00Z"),
               .last_occurred = Timestamp("2024-01-02T00:00:00.5Z"),
               .last_repeated = Timestamp("2024-01-02T00:00:00Z"),
               .occurrences = 2,
               .last_data = {{"b", "1"}, {"a", ""}},
               .repeat_after = Duration("1h"),
               .expire_after = Duration("168h")});
  CHECK(line_of(server.requests().at(0)) == "GET /v1/notices/3%2F..");
}

TEST_CASE("a notice whose times cannot be read is a ProtocolError") {
  CannedServer server({{.bytes = ok(R"({"id":"3","type":"custom","key":"k",
      "first-occurred":"today","last-occurred":"","last-repeated":"","occurrences":1})")}});
  CHECK_THROWS_AS(HttpClient(server.path()).get_notice("3"), ProtocolError);
}

TEST_CASE("what is said with a notice goes with it, and nothing else") {
  CannedServer server({{.bytes = ok(R"({"id":"3"})")}});
  HttpClient client(server.path());
  client.notify(NoticeType::custom, "a.b/c", {});
  client.notify(NoticeType::custom, "a.b/c",
                {.data = {{"k", "v"}}, .repeat_after = Duration("1m0.25s")});
  CHECK(body_of(server.requests().at(0)) == R"({"action":"add","type":"custom","key":"a.b/c"})");
  CHECK(body_of(server.requests().at(1)) ==
        R"({"action":"add","type":"custom","key":"a.b/c","data":{"k":"v"},)"
        R"("repeat-after":"60.250s"})");
}
