#include "fastapi_demo.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>

#include "ops/base/errors.h"
#include "ops/base/json.h"

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

namespace fastapi_demo {
namespace {

/// The body that the server answers with. Throws beast::system_error.
std::string get(const asio::ip::tcp::endpoint& server, const char* path) {
  asio::io_context io;
  beast::tcp_stream stream(io);
  stream.expires_after(std::chrono::seconds(5));

  beast::error_code error;
  const auto done = [&](beast::error_code result, std::size_t = 0) { error = result; };
  const auto wait = [&] {
    io.restart();
    io.run();
    if (error) throw beast::system_error(error);
  };

  stream.async_connect(server, done);
  wait();
  http::request<http::empty_body> request(http::verb::get, path, 11);
  request.set(http::field::host, server.address().to_string());
  http::async_write(stream, request, done);
  wait();
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  http::async_read(stream, buffer, response, done);
  wait();
  return response.body();
}

std::string ask(int port) {
  // An address, not a name: a static program cannot look names up.
  const asio::ip::tcp::endpoint server(asio::ip::make_address("0.0.0.0"),
                                       static_cast<unsigned short>(port));
  try {
    return get(server, "/version");
  } catch (const beast::system_error& error) {
    throw ServerError("Could not connect to the workload server on port " + std::to_string(port) +
                      ": " + error.code().message());
  }
}

}  // namespace

std::string get_version(int port) {
  const std::string answer = ask(port);
  try {
    return ops::base::Json::parse(answer).entries()["version"].as_string();
  } catch (const ops::Error& error) {
    throw ServerError("The workload server on port " + std::to_string(port) +
                      " does not say its version: " + error.what());
  }
}

}  // namespace fastapi_demo
