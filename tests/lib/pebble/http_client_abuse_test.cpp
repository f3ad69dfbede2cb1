/// HttpClient against servers that would break it: whatever they say, an error of ops::pebble comes
/// of it, in time and in little memory.

#include <doctest/doctest.h>

#include <functional>
#include <sstream>

#include "canned_answers.h"
#include "canned_server.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/http_client.h"

using namespace ops::pebble;
using ops::base::Duration;

namespace {

using Call = std::function<void(HttpClient&)>;

struct Asked {
  const char* name;
  Call call;
};

/// Each call whose answer is read.
const std::vector<Asked> kCalls = {
    {"system info", [](HttpClient& client) { client.get_system_info(); }},
    {"plan", [](HttpClient& client) { client.get_plan(); }},
    {"services", [](HttpClient& client) { client.get_services({}); }},
    {"start", [](HttpClient& client) { client.start_services({"a"}); }},
    {"checks", [](HttpClient& client) { client.get_checks({}, CheckLevel::unset); }},
    {"stopped checks", [](HttpClient& client) { client.stop_checks({"a"}); }},
    {"notice", [](HttpClient& client) { client.get_notice("1"); }},
    {"notices", [](HttpClient& client) { client.get_notices({}); }},
    {"notify", [](HttpClient& client) { client.notify(NoticeType::custom, "a.b/c", {}); }},
    {"files", [](HttpClient& client) { client.list_files("/a", {}); }},
    {"make_dir", [](HttpClient& client) { client.make_dir("/a", {}); }},
    {"push", [](HttpClient& client) { client.push("/a", "x", {}); }},
    {"pull", [](HttpClient& client) { client.pull("/a"); }},
    {"exec", [](HttpClient& client) { client.exec({"a"}, {}); }},
    {"change", [](HttpClient& client) { client.get_change("1"); }},
    {"changes", [](HttpClient& client) { client.get_changes(ChangeState::all, ""); }},
    {"warnings", [](HttpClient& client) { client.get_warnings(WarningState::all); }},
    {"acknowledged", [](HttpClient& client) { client.ack_warnings({}); }},
    {"identities", [](HttpClient& client) { client.get_identities(); }},
};

/// What comes of a call: an error of ops::pebble, another one, or none.
std::string outcome(const Call& call, const Reply& reply,
                    const Duration& timeout = Duration("20s")) {
  CannedServer server({reply});
  HttpClient client(server.path(), timeout);
  try {
    call(client);
    return "nothing was thrown";
  } catch (const Error&) {
    return "an error";
  } catch (const std::exception& error) {
    return std::string("another error: ") + error.what();
  }
}

std::string form(const std::string& body) {
  return http("200 OK", body, "multipart/form-data; boundary=b");
}

const std::string kFile =
    "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"/a\"\r\n\r\nx\r\n"
    "--b\r\nContent-Disposition: form-data; name=\"response\"\r\n\r\n"
    R"({"result":[{"path":"/a"}]})"
    "\r\n--b--\r\n";

}  // namespace

TEST_CASE("values of other types than Pebble's are errors, wherever they stand") {
  for (const std::string value :
       {"5", "-1.5", "true", "\"text\"", "[5]", "[null]", "[[]]", "[{\"id\":[]}]",
        R"({"id":{},"version":[],"path":5,"name":null})", R"({"a":{"access":5}})",
        R"([{"name":"a","startup":"enabled","current":5}])",
        R"([{"path":"/a","error":"no object"}])", R"({"changed":"all"})",
        R"({"id":"1","kind":"","summary":"","status":"","ready":"yes","spawn-time":5})"})
    for (const Asked& asked : kCalls) {
      CAPTURE(value);
      CAPTURE(asked.name);
      const std::string came = outcome(asked.call, {.bytes = ok(value)});
      CHECK((came == "an error" || came == "nothing was thrown"));
    }
}

TEST_CASE("an answer without any result is an error, and so is one that is nested without end") {
  const std::string deep(200'000, '[');
  for (const Asked& asked : kCalls) {
    CAPTURE(asked.name);
    CHECK(outcome(asked.call, {.bytes = http("200 OK", "[]")}) == "an error");
    CHECK(outcome(asked.call, {.bytes = http("200 OK", R"({"result":)" + deep)}) == "an error");
  }
}

TEST_CASE("a server that hangs up, or says nothing, is an error of every call") {
  for (const Asked& asked : kCalls) {
    CAPTURE(asked.name);
    CHECK(outcome(asked.call, {.bytes = ""}) == "an error");
    CHECK(outcome(asked.call, {.bytes = "", .stall = true}, Duration("20ms")) == "an error");
  }
}

TEST_CASE("a pull that breaks off is a ProtocolError, wherever it does") {
  const std::string whole = form(kFile);
  std::vector<Reply> replies;
  for (std::size_t size = 1; size < whole.size(); ++size)
    replies.push_back({.bytes = whole.substr(0, size)});
  CannedServer server(replies);
  HttpClient client(server.path());
  for (std::size_t size = 1; size < whole.size(); ++size)
    CHECK_THROWS_AS(client.pull("/a"), ProtocolError);
}

TEST_CASE(
    "a part of a form whose header, or whose boundary's line, never ends is a ProtocolError") {
  const auto pulled = [](const std::string& body) {
    CannedServer server({{.bytes = form(body), .stall = true}});
    return HttpClient(server.path()).pull("/a");
  };
  CHECK_THROWS_WITH_AS(pulled("--b\r\nA: " + std::string(1'000'000, 'x')),
                       "header terminator not found in multipart body", ProtocolError);
  CHECK_THROWS_WITH_AS(pulled("--b" + std::string(1'000'000, ' ')),
                       "header not found in multipart body", ProtocolError);
}

TEST_CASE("where a file's bytes look like a boundary they are the file's") {
  const std::string content = "\r\n--\r\n--a\r\n\r\n-\r\n--" + std::string(100'000, '\r') + "\r\n-";
  CannedServer server({{.bytes = form("--b\r\nContent-Disposition: form-data; name=\"files\"; "
                                      "filename=\"/a\"\r\n\r\n" +
                                      content + kFile.substr(kFile.find("\r\n--b\r\n")))}});
  std::ostringstream to;
  HttpClient(server.path()).pull("/a", to);
  CHECK(to.str() == content);
}

TEST_CASE("a stream that takes no more ends a pull, one that breaks off ends a push") {
  CannedServer server({{.bytes = form(kFile)}, {.bytes = ok("[]")}});
  HttpClient client(server.path());
  std::ostringstream full;
  full.setstate(std::ios::failbit);
  CHECK_THROWS_WITH_AS(
      client.pull("/a", full),
      "cannot pull '/a': what it goes to takes no more; see that it is open and has room", Error);
  std::istringstream broken("x");
  broken.setstate(std::ios::badbit);
  CHECK_THROWS_WITH_AS(client.push("/a", broken, {}),
                       "cannot push a file: its source cannot be read to its end", Error);
}

TEST_CASE("names that climb, break lines or end queries reach Pebble as they are") {
  CannedServer server({{.bytes = ok("[]")}});
  HttpClient client(server.path());
  client.list_files("/a/../b\nHost: c\r\n?d=e&f#%2F", {});
  CHECK(server.requests().at(0).starts_with(
      "GET /v1/files?path=%2Fa%2F..%2Fb%0AHost%3A+c%0D%0A%3Fd%3De%26f%23%252F&action=list HTTP/1.1"
      "\r\n"));
  CHECK_THROWS_AS(client.get_change("../identities"), Error);
  CHECK(server.requests().at(1).starts_with("GET /v1/changes/..%2Fidentities HTTP/1.1\r\n"));
}

TEST_CASE("a name in a form cannot make a header of its own") {
  CannedServer server({{.bytes = ok("[]")}});
  HttpClient client(server.path());
  CHECK_THROWS_WITH_AS(client.push("/a\r\nX: y", "", {}),
                       "cannot push '/a\r\nX: y': a form has no line breaks in its names; push it "
                       "under another name, and rename it there",
                       ops::ValueError);
  CHECK(server.requests().empty());
}

// ---- commands

TEST_CASE("websockets that are refused, hang up, stall or speak something else are errors") {
  const std::string accepted =
      http("202 Accepted", R"({"type":"async","change":"7","result":{"task-id":"3"}})");
  for (const std::string& answer :
       {std::string(), std::string("hello\r\n"), http("404 Not Found", "{}"),
        std::string("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                    "Connection: Upgrade\r\nSec-WebSocket-Accept: wrong\r\n\r\n"),
        "HTTP/1.1 101 Switching Protocols\r\nX: " + std::string(100'000, 'x')}) {
    CAPTURE(answer.substr(0, 100));
    CannedServer server({{.bytes = accepted}, {.bytes = answer}, {.bytes = ok(kDone)}});
    HttpClient client(server.path());
    CHECK_THROWS_AS(client.exec({"a"}, {}), ConnectionError);
  }
  CannedServer silent({{.bytes = accepted}, {.bytes = "", .stall = true}, {.bytes = ok(kDone)}});
  HttpClient client(silent.path(), Duration("50ms"));
  CHECK_THROWS_AS(client.exec({"a"}, {}), ConnectionError);
}
