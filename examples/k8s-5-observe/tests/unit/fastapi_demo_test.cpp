#include "fastapi_demo.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <thread>

#include "ops/testing/doctest.h"

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using fastapi_demo::get_version, fastapi_demo::ServerError;

namespace {

/// Listens on a port of this machine, and answers one request for /version.
class Server {
 public:
  explicit Server(std::string answer)
      : acceptor_(io_, {asio::ip::make_address("127.0.0.1"), 0}),
        thread_([this, answer] { serve(answer); }) {}
  ~Server() { thread_.join(); }

  int port() const { return acceptor_.local_endpoint().port(); }

 private:
  void serve(const std::string& answer) {
    tcp::socket socket = acceptor_.accept();
    boost::beast::flat_buffer buffer;
    http::request<http::empty_body> request;
    http::read(socket, buffer, request);
    const bool is_asked = request.target() == "/version";
    http::response<http::string_body> response(http::status::ok, 11, is_asked ? answer : "");
    response.prepare_payload();
    http::write(socket, response);
  }

  asio::io_context io_;
  tcp::acceptor acceptor_;
  std::thread thread_;
};

/// A port on which nobody listens.
int free_port() {
  asio::io_context io;
  return tcp::acceptor(io, {asio::ip::make_address("127.0.0.1"), 0}).local_endpoint().port();
}

}  // namespace

TEST_CASE("the version is what the server says at /version") {
  const Server server(R"({"version": "1.0.4"})");
  CHECK(get_version(server.port()) == "1.0.4");
}

TEST_CASE("a server that cannot be reached is named by its port") {
  const int port = free_port();
  CHECK_THROWS_WITH_AS(get_version(port),
                       ("Could not connect to the workload server on port " + std::to_string(port) +
                        ": Connection refused")
                           .c_str(),
                       ServerError);
}

TEST_CASE("what is no version is an error, and not an empty version") {
  for (const char* answer : {"", "not found", "[]", "{}", R"({"version": 1})"}) {
    CAPTURE(answer);
    const Server server(answer);
    CHECK_THROWS_WITH_AS(get_version(server.port()), doctest::Contains("does not say its version"),
                         ServerError);
  }
}
