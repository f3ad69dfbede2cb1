/// What HttpClient says and reads about files.

#include <doctest/doctest.h>

#include "canned_answers.h"
#include "canned_server.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/http_client.h"

using namespace ops::pebble;
using ops::base::Duration;

namespace {

constexpr const char* kBoundary = "0123456789";

/// A part of an answer, with the line break that ends it.
std::string part(const std::string& disposition, const std::string& content) {
  return "--0123456789\r\nContent-Disposition: form-data; " + disposition +
         "\r\nContent-Type: x/y\r\n\r\n" + content + "\r\n";
}

std::string files(const std::string& parts) {
  return http("200 OK", parts + "--" + kBoundary + "--\r\n",
              std::string("multipart/form-data; boundary=") + kBoundary);
}

const std::string kResponse =
    part("name=\"response\"", R"({"type":"sync","result":[{"path":"/a"}]})");
const std::string kFile = part(R"(name="files"; filename="/a")", "x\r\n--01\r\n");

/// What a pull of /a throws, or what it gives.
std::string pulled(const std::string& answer) {
  CannedServer server({{.bytes = answer}});
  try {
    return HttpClient(server.path()).pull("/a");
  } catch (const PathError& error) {
    return std::string("PathError: ") + error.what();
  } catch (const ProtocolError& error) {
    return std::string("ProtocolError: ") + error.what();
  }
}

std::string boundary_of(const std::string& request) {
  const std::size_t at = request.find("boundary=\"") + 10;
  return request.substr(at, request.find('"', at) - at);
}

std::string joined_chunks(std::string_view chunks) {
  std::string all;
  for (std::size_t size = 1; size != 0;) {
    size = std::stoul(std::string(chunks.substr(0, chunks.find("\r\n"))), nullptr, 16);
    chunks.remove_prefix(chunks.find("\r\n") + 2);
    all += chunks.substr(0, size);
    chunks.remove_prefix(size + 2);
  }
  return all;
}

}  // namespace

TEST_CASE("a pull asks for a form, and takes the file out of it") {
  CannedServer server({{.bytes = files(kFile + kResponse)}});
  CHECK(HttpClient(server.path()).pull("/a") == "x\r\n--01\r\n");
  const std::string request = server.requests().at(0);
  CHECK(request.starts_with("GET /v1/files?action=read&path=%2Fa HTTP/1.1\r\n"));
  CHECK(request.find("\r\nAccept: multipart/form-data\r\n") != request.npos);
}

TEST_CASE("a name in a form is quoted") {
  CannedServer server(
      {{.bytes = files(part(R"(name="files"; filename="/a\"\\b")", "x") +
                       part("name=\"response\"", R"({"result":[{"path":"/a\"\\b"}]})"))}});
  CHECK(HttpClient(server.path()).pull("/a\"\\b") == "x");
}

TEST_CASE("an error of the path comes before all that else is wrong") {
  CHECK(pulled(files(
            part("name=\"response\"",
                 R"({"result":[{"path":"/a","error":{"kind":"not-found","message":"m"}}]})"))) ==
        "PathError: not-found - m");
}

TEST_CASE("a form that is not as Pebble sends it is a ProtocolError") {
  CHECK(pulled(ok("[]")) ==
        "ProtocolError: expected Content-Type 'multipart/form-data', got 'application/json'");
  CHECK(pulled(http("200 OK", "", "multipart/form-data")) == "ProtocolError: invalid boundary ''");
  CHECK(pulled(files(kFile)) == "ProtocolError: no \"response\" field in multipart body");
  CHECK(pulled(files(kResponse)) == "ProtocolError: no file content in multipart response");
  CHECK(pulled(files(kFile + kFile + kResponse)) ==
        "ProtocolError: single file request resulted in a multi-file response");
  CHECK(pulled(files(part(R"(name="files"; filename="/b")", "") + kResponse)) ==
        "ProtocolError: path not expected: '/b'");
  CHECK(pulled(files(part("name=\"odd\"", ""))) ==
        "ProtocolError: unexpected name in content-disposition header: 'odd'");
  const std::string type = std::string("multipart/form-data; boundary=") + kBoundary;
  for (const std::string& body : {std::string(), std::string("--0123456789"), kFile,
                                  std::string("--0123456789\r\nA: b\r\n")}) {
    CAPTURE(body);
    CHECK(pulled(http("200 OK", body, type)) ==
          "ProtocolError: no \"response\" field in multipart body");
  }
  CHECK(pulled(http("200 OK", kFile + kResponse, type)) ==
        "ProtocolError: response end marker not found in multipart body");
}

TEST_CASE("a push sends what is said, then the bytes, in chunks") {
  CannedServer server(
      {{.bytes = ok(R"([{"path":"/a\"b"}])")}, {.bytes = ok(R"([{"path":"/a"}])")}});
  HttpClient client(server.path());
  client.push("/a\"b", "content",
              {.make_dirs = true, .permissions = 0600, .owner = {.user_id = 0, .group = "g"}});
  const std::string request = server.requests().at(0);
  const std::string boundary = boundary_of(request);
  CHECK(boundary.size() == 32);
  CHECK(request.find("\r\nTransfer-Encoding: chunked\r\n") != request.npos);
  CHECK(joined_chunks(request.substr(request.find("\r\n\r\n") + 4)) ==
        "--" + boundary +
            "\r\nContent-Type: application/json\r\n"
            "Content-Disposition: form-data; name=\"request\"\r\n\r\n"
            R"({"action":"write","files":[{"permissions":"600","user-id":0,"group":"g",)"
            R"("path":"/a\"b","make-dirs":true}]})"
            "\r\n--" +
            boundary +
            "\r\nContent-Type: application/octet-stream\r\n"
            "Content-Disposition: form-data; name=\"files\"; filename=\"/a\\\"b\"\r\n\r\n"
            "content\r\n--" +
            boundary + "--\r\n");
  client.push("/a", "", {});
  CHECK(boundary_of(server.requests().at(1)) != boundary);
}

TEST_CASE("an answer that does not tell of the path is a ProtocolError") {
  CannedServer server({{.bytes = ok(R"([{"path":"/b"}])")}, {.bytes = ok("null")}});
  HttpClient client(server.path());
  CHECK_THROWS_AS(client.make_dir("/a", {}), ProtocolError);
  CHECK_THROWS_AS(client.remove_path("/a", {}), ProtocolError);
}

TEST_CASE("of a file that goes on coming, the timeout is for each piece") {
  CannedServer server({{.bytes = files(kFile + kResponse), .trickle_ms = 8}});
  CHECK(HttpClient(server.path(), Duration("1s")).pull("/a") == "x\r\n--01\r\n");
  CannedServer slow({{.bytes = "", .stall = true}});
  CHECK_THROWS_AS(HttpClient(slow.path(), Duration("50ms")).pull("/a"), TimeoutError);
}

TEST_CASE("no files are null as well as an empty list") {
  CannedServer server({{.bytes = ok("null")}, {.bytes = ok("[]")}});
  HttpClient client(server.path());
  CHECK(client.list_files("/a", {.pattern = "*", .itself = true}).empty());
  CHECK(client.list_files("/a", {}).empty());
  CHECK(server.requests().at(0).starts_with(
      "GET /v1/files?path=%2Fa&pattern=%2A&itself=true&action=list "));
}
