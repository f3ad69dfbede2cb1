/// What HttpClient makes of a server that refuses, is not there, is not Pebble, or is slow.

#include <doctest/doctest.h>

#include "canned_answers.h"
#include "canned_server.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/http_client.h"
#include "ops/pebble/http_client_exchange.h"
#include "ops/pebble/http_client_records.h"

using namespace ops;
using namespace ops::pebble;
using ops::base::Duration;

namespace {

Duration milliseconds(std::int64_t count) { return Duration::of_ns(count * 1'000'000); }

/// The error of type E that get_system_info throws for this answer, as text.
template <class E>
std::string info_error(const Reply& reply, const Duration& timeout = milliseconds(20'000)) {
  CannedServer server({reply});
  HttpClient client(server.path(), timeout);
  try {
    client.get_system_info();
  } catch (const E& error) {
    return error.what();
  } catch (const std::exception& error) {
    return std::string("of another type: ") + error.what();
  }
  return "nothing was thrown";
}

void check_has(const std::string& text, const std::string& part) {
  CAPTURE(text);
  CHECK(text.find(part) != text.npos);
}

std::int64_t elapsed_ms(std::chrono::steady_clock::time_point since) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               since)
      .count();
}

}  // namespace

// ---- refusals

TEST_CASE("a status of 400 and above is an APIError with Pebble's message and kind") {
  CannedServer server({{.bytes = http("404 Not Found", R"({"type":"error","status-code":404,
      "status":"Not Found","result":{"message":"línea ✓","kind":"not-found"}})")}});
  HttpClient client(server.path());
  try {
    client.get_system_info();
    FAIL("nothing was thrown");
  } catch (const APIError& error) {
    CHECK(error.code() == 404);
    CHECK(error.status() == "Not Found");
    CHECK(error.kind() == "not-found");
    CHECK(std::string(error.what()) == "línea ✓");
  }
}

TEST_CASE("an APIError without a kind has an empty one") {
  CannedServer server({{.bytes = http("400 Bad Request", R"({"result":{"message":"bad"}})")}});
  try {
    HttpClient(server.path()).start_services({"a"});
    FAIL("nothing was thrown");
  } catch (const APIError& error) {
    CHECK(error.kind().empty());
    CHECK(std::string(error.what()) == "bad");
  }
}

TEST_CASE("a refusal that is not in Pebble's words is an APIError all the same") {
  for (const std::string& answer :
       {http("500 Internal Server Error", "oops", "text/plain"),
        http("500 Internal Server Error", "[]"), http("500 Internal Server Error", "{}"),
        http("500 Internal Server Error", R"({"result":{}})"),
        http("500 Internal Server Error", R"({"result":{"message":5}})"),
        std::string("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")})
    CHECK(info_error<APIError>({.bytes = answer}) ==
          "cannot do what was asked: Pebble answered 500 Internal Server Error and did not say "
          "why; see Pebble's logs");
}

TEST_CASE("a refusal that comes before the request is read, and a hang-up with it, is told") {
  CannedServer server(
      {{.bytes = http("404 Not Found", R"({"result":{"message":"gone"}})"), .unread = true}});
  HttpClient client(server.path());
  CHECK_THROWS_WITH_AS(client.add_layer("l", std::string(5'000'000, '#'), false), "gone", APIError);
}

// ---- nobody there

TEST_CASE("no socket is a ConnectionError in ops's words") {
  CHECK_THROWS_WITH_AS(HttpClient("/nowhere/pebble.socket").get_system_info(),
                       "Could not connect to Pebble: socket not found at "
                       "'/nowhere/pebble.socket' (container restarted?)",
                       pebble::ConnectionError);
}

TEST_CASE("a socket that nobody listens on is a ConnectionError with the path and what to do") {
  std::string path;
  {
    CannedServer server({{.bytes = ""}});
    path = server.path();
  }
  std::filesystem::create_directory(std::filesystem::path(path).parent_path());
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  const int unheard = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  REQUIRE(bind(unheard, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  close(unheard);
  CHECK_THROWS_WITH_AS(HttpClient(path).get_system_info(),
                       ("cannot connect to Pebble at '" + path +
                        "': Connection refused; wait for the container's pebble-ready event, or "
                        "ask can_connect() first")
                           .c_str(),
                       pebble::ConnectionError);
  std::filesystem::remove_all(std::filesystem::path(path).parent_path());
}

TEST_CASE("a path that no socket can have is a ConnectionError, and one byte less is not found") {
  const auto error = [](std::size_t size) {
    try {
      HttpClient("/" + std::string(size - 1, 'x')).get_system_info();
    } catch (const pebble::ConnectionError& thrown) {
      return std::string(thrown.what());
    }
    return std::string();
  };
  check_has(error(108), "a socket's path has at most 107 bytes");
  check_has(error(107), "socket not found at");
}

TEST_CASE("a server that hangs up without a word is a ConnectionError") {
  check_has(info_error<pebble::ConnectionError>({.bytes = ""}),
            "it closed the connection without an answer");
  check_has(info_error<pebble::ConnectionError>({.bytes = "", .unread = true}),
            "cannot connect to Pebble at '");
}

// ---- not Pebble's protocol

TEST_CASE("an answer that breaks off is a ProtocolError, wherever it does") {
  const std::string whole = ok(kInfo);
  std::vector<Reply> replies;
  for (std::size_t size = 1; size < whole.size(); ++size)
    replies.push_back({.bytes = whole.substr(0, size)});
  CannedServer server(replies);
  HttpClient client(server.path());
  for (std::size_t size = 1; size < whole.size(); ++size)
    CHECK_THROWS_AS(client.get_system_info(), ProtocolError);
}

TEST_CASE("an answer in chunks that breaks off is a ProtocolError, wherever it does") {
  const std::string whole =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
      "b\r\n{\"result\":{\r\n12\r\n\"version\":\"v1.2\"}}\r\n0\r\n\r\n";
  CHECK(read_system_info(parse_http_answer(whole)).version == "v1.2");
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK_THROWS_AS(parse_http_answer(whole.substr(0, size)), ProtocolError);
}

TEST_CASE("what is not HTTP is a ProtocolError") {
  for (const std::string bytes :
       {"hello\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "\r\n\r\n", "HTTP/3 200 OK\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "{\"result\":{}}"})
    check_has(info_error<ProtocolError>({.bytes = bytes}), "cannot read Pebble's answer: ");
  check_has(info_error<ProtocolError>({.bytes = std::string(1'000'000, 'x')}),
            "cannot read Pebble's answer: ");
}

TEST_CASE("a Content-Length that cannot be is a ProtocolError, and allocates nothing") {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
  check_has(info_error<ProtocolError>({.bytes = head + "67108865\r\n\r\n{}"}),
            "its body is longer than 64 MiB");
  check_has(info_error<ProtocolError>({.bytes = head + "999999999999999\r\n\r\n{}"}),
            "its body is longer than 64 MiB");
  check_has(info_error<ProtocolError>({.bytes = head + "99999999999999999999999\r\n\r\n{}"}),
            "it is not HTTP");
  check_has(info_error<ProtocolError>({.bytes = head + "-1\r\n\r\n{}"}), "it is not HTTP");
  check_has(info_error<ProtocolError>({.bytes = head + "67108864\r\n\r\n{}"}), "it breaks off");
}

TEST_CASE("chunks that never end are a ProtocolError once they are more than 64 MiB") {
  std::string bytes =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string chunk = "800000\r\n" + std::string(0x800000, ' ') + "\r\n";
  for (int i = 0; i < 9; ++i) bytes += chunk;
  check_has(info_error<ProtocolError>({.bytes = bytes}), "its body is longer than 64 MiB");
}

TEST_CASE("a header that never ends is a ProtocolError") {
  std::string bytes = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 10'000; ++i) bytes += "X-Header: something of no use\r\n";
  check_has(info_error<ProtocolError>({.bytes = bytes}), "it is not HTTP");
}

TEST_CASE("another content type is a ProtocolError in ops's words") {
  CHECK(info_error<ProtocolError>({.bytes = http("200 OK", "<html>", "text/html")}) ==
        "expected Content-Type 'application/json', got 'text/html'");
  CHECK(info_error<ProtocolError>({.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"}) ==
        "expected Content-Type 'application/json', got 'text/plain'");
}

TEST_CASE("a body that is not JSON is a ProtocolError") {
  for (const char* body : {"", "{\"result\":", "{} {}", "{\"result\":{\"version\":\"\xff\"}}"})
    check_has(info_error<ProtocolError>({.bytes = http("200 OK", body)}),
              "cannot read Pebble's answer: it is not JSON from byte");
}

TEST_CASE("JSON that is not what was asked for is a ProtocolError that says what is wrong") {
  check_has(info_error<ProtocolError>({.bytes = http("200 OK", "{\"type\":\"sync\"}")}),
            "cannot read Pebble's answer: key 'result' not found; ");
  check_has(info_error<ProtocolError>({.bytes = ok("{}")}), "key 'version' not found");
  check_has(info_error<ProtocolError>({.bytes = ok("{\"version\":5}")}),
            "type must be string, but is number");
  for (const char* body : {"[]", "null", "5", "\"text\""})
    check_has(info_error<ProtocolError>({.bytes = http("200 OK", body)}),
              "cannot read Pebble's answer: it is no object but a JSON ");
}

TEST_CASE("a status that Pebble does not use is a ProtocolError") {
  check_has(info_error<ProtocolError>({.bytes = http("301 Moved", ok(kInfo))}),
            "its status is 301");
  check_has(info_error<ProtocolError>({.bytes = "HTTP/1.1 204 No Content\r\n\r\n"}),
            "expected Content-Type 'application/json'");
}

TEST_CASE("each kind of answer is strict about its own parts") {
  const auto answer = [](const std::string& bytes) { return parse_http_answer(bytes); };
  for (const char* result : {"null", "{}", "[5]", R"([{"name":"a","startup":"enabled"}])",
                             R"([{"name":1,"startup":"enabled","current":"active"}])"})
    CHECK_THROWS_AS(read_services(answer(ok(result))), ProtocolError);
  for (const char* more :
       {R"("ready":true)", R"("status":"Done")", R"("status":"Done","ready":"yes")",
        R"("status":"Done","ready":true,"tasks":{})",
        R"("status":"Done","ready":true,"tasks":[{"id":"3"}])",
        R"("status":"Done","ready":true,"err":5)",
        R"("status":"Done","ready":true,"tasks":[{"id":"3","kind":"","summary":"","status":"",)"
        R"("log":[5]}])"})
    CHECK_THROWS_AS(read_change(answer(ok(change_json(more)))), ProtocolError);
  CHECK_THROWS_AS(read_change_id(answer(ok("null"))), ProtocolError);
  CHECK_THROWS_AS(read_plan(answer(ok("{}"))), ProtocolError);
  CHECK_THROWS_AS(read_plan(answer(ok("\"services: [\""))), ProtocolError);
  CHECK_THROWS_AS(check_accepted(answer(http("200 OK", "true"))), ProtocolError);
}

// ---- time

TEST_CASE("a server that does not answer in time is a TimeoutError, in time") {
  const auto start = std::chrono::steady_clock::now();
  CHECK(info_error<pebble::TimeoutError>({.bytes = "", .stall = true}, milliseconds(200)) ==
        "cannot get Pebble's answer to GET /v1/system-info: none came in 0.2 seconds; see Pebble's "
        "logs, and whether the container has too little CPU");
  CHECK(elapsed_ms(start) >= 200);
  CHECK(elapsed_ms(start) < 10'000);
}

TEST_CASE("the time is for the whole answer: bytes that trickle in do not prolong it") {
  const auto start = std::chrono::steady_clock::now();
  check_has(
      info_error<pebble::TimeoutError>({.bytes = ok(kInfo), .trickle_ms = 20}, milliseconds(200)),
      "none came in 0.2 seconds");
  CHECK(elapsed_ms(start) < 5000);
}

TEST_CASE("an answer that trickles in, but in time, is read") {
  CannedServer server({{.bytes = ok(kInfo), .trickle_ms = 1}});
  CHECK(HttpClient(server.path()).get_system_info().version == "v1.2");
}

TEST_CASE(
    "a server that neither reads nor answers is a TimeoutError, also while it is written to") {
  CannedServer server({{.bytes = "", .stall = true, .unread = true}});
  HttpClient client(server.path(), milliseconds(100));
  const std::string layer(10'000'000, '#');
  CHECK_THROWS_AS(client.get_system_info(), pebble::TimeoutError);
  CHECK_THROWS_AS(client.add_layer("l", layer, false), pebble::TimeoutError);
}

TEST_CASE("a client works again after an error and after a timeout") {
  CannedServer server({{.bytes = "", .stall = true}, {.bytes = "junk"}, {.bytes = ok(kInfo)}});
  HttpClient client(server.path(), milliseconds(500));
  CHECK_THROWS_AS(client.get_system_info(), pebble::TimeoutError);
  CHECK_THROWS_AS(client.get_system_info(), ProtocolError);
  CHECK(client.get_system_info().version == "v1.2");
}
