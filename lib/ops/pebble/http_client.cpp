/// This file and http_client_websockets.cpp are all that knows Boost: they take long to compile.

#include "ops/pebble/http_client.h"

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>
#include <cstdio>
#include <limits>
#include <utility>

#include "ops/pebble/errors.h"
#include "ops/pebble/http_client_exchange.h"

namespace ops::pebble {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Stream = asio::local::stream_protocol;
using ErrorCode = boost::system::error_code;
using Parser = http::response_parser<http::string_body>;
using Moment = std::chrono::steady_clock::time_point;

/// Runs one operation at a time on a socket, until it is done or time is up.
class Connection {
 public:
  /// `timeout` is for all operations together, or for each when these are `each_timed`.
  Connection(asio::io_context& context, const base::Duration& timeout, bool each_timed)
      : context_(context), socket_(context), timeout_(timeout.ns()), each_timed_(each_timed) {}

  Stream::socket& socket() { return socket_; }
  bool timed_out() const { return timed_out_; }

  /// Calls `start` with the handler to give to an asynchronous operation.
  template <class Start>
  ErrorCode finish(Start start) {
    ErrorCode result;
    start([&result](ErrorCode code, auto&&...) { result = code; });
    if (each_timed_) deadline_ = std::chrono::steady_clock::now() + timeout_;
    context_.restart();
    context_.run_until(deadline_);
    if (context_.stopped()) return result;
    timed_out_ = true;
    ErrorCode ignored;
    socket_.close(ignored);
    context_.run();  // the operation ends at once, and nothing refers to `result` any more
    return asio::error::timed_out;
  }

 private:
  asio::io_context& context_;
  Stream::socket socket_;
  std::chrono::nanoseconds timeout_;
  bool each_timed_;
  Moment deadline_ = std::chrono::steady_clock::now() + timeout_;
  bool timed_out_ = false;
};

http::request<http::string_body> message(const HttpRequest& request) {
  http::request<http::string_body> message(http::string_to_verb(request.method), request.target,
                                           11);
  message.set(http::field::host, "localhost");
  message.set(http::field::accept, request.accept);
  message.set(http::field::connection, "close");
  if (request.body.empty()) return message;
  message.set(http::field::content_type, request.content_type);
  message.body() = request.body;
  message.prepare_payload();
  return message;
}

HttpAnswer answer(Parser& parser) {
  auto& message = parser.get();
  const auto text = [](beast::string_view from) { return std::string(from.data(), from.size()); };
  return {.status = static_cast<int>(message.result_int()),
          .reason = text(message.reason()),
          .content_type = text(message[http::field::content_type]),
          .body = std::move(message.body())};
}

[[noreturn]] void not_http(const ErrorCode& why) {
  const bool partial = why == http::error::partial_message || why == http::error::end_of_stream;
  const bool long_body = why == http::error::body_limit;
  throw ProtocolError("cannot read Pebble's answer: " +
                      (partial     ? std::string("it breaks off")
                       : long_body ? std::string("its body is longer than 64 MiB")
                                   : "it is not HTTP (" + why.message() + ")") +
                      "; see that what listens on the socket is Pebble, and its logs");
}

[[noreturn]] void cannot_reach(const std::string& path, const std::string& why) {
  throw ConnectionError(
      "cannot connect to Pebble at '" + path + "': " + why +
      "; wait for the container's pebble-ready event, or ask can_connect() first");
}

void connect(Connection& connection, const std::string& path) {
  if (path.size() >= sizeof(sockaddr_un::sun_path))
    cannot_reach(path, "a socket's path has at most " +
                           std::to_string(sizeof(sockaddr_un::sun_path) - 1) + " bytes");
  const Stream::endpoint endpoint(path);
  const ErrorCode failed = connection.finish(
      [&](auto done) { connection.socket().async_connect(endpoint, std::move(done)); });
  if (failed == boost::system::errc::no_such_file_or_directory)
    throw ConnectionError("Could not connect to Pebble: socket not found at '" + path +
                          "' (container restarted?)");
  if (failed && !connection.timed_out()) cannot_reach(path, failed.message());
}

/// Sends it all, in pieces: the time that each may take counts where it is timed.
ErrorCode send(Connection& connection, const http::request<http::string_body>& message) {
  http::request_serializer<http::string_body> serializer(message);
  ErrorCode failed;
  while (!failed && !serializer.is_done())
    failed = connection.finish([&](auto done) {
      http::async_write_some(connection.socket(), serializer, std::move(done));
    });
  return failed;
}

/// Why there is no whole answer in `parser`, or nothing.
ErrorCode converse(Connection& connection, const HttpRequest& request, Parser& parser) {
  const auto to_send = message(request);
  // That it could not be written is no reason not to read: Pebble answers some requests, and
  // closes, before it has read their body.
  const ErrorCode unsent = send(connection, to_send);
  if (connection.timed_out()) return unsent;
  beast::flat_buffer buffer;
  // The header by itself first: Boost 1.74 forgets that a Content-Length is beyond the limit, and
  // reserves it, when it gets to read on.
  ErrorCode failed = connection.finish([&](auto done) {
    http::async_read_header(connection.socket(), buffer, parser, std::move(done));
  });
  while (!failed && !parser.is_done())
    failed = connection.finish([&](auto done) {
      http::async_read_some(connection.socket(), buffer, parser, std::move(done));
    });
  return failed;
}

bool is_of_http(const ErrorCode& code) {
  return code.category() == http::make_error_code(http::error::partial_message).category();
}

}  // namespace

struct HttpExchange::Io {
  asio::io_context context{1};
};

HttpExchange::HttpExchange(std::string socket_path, const base::Duration& timeout)
    : socket_path_(std::move(socket_path)), timeout_(timeout) {}
HttpExchange::~HttpExchange() = default;

HttpAnswer HttpExchange::operator()(const HttpRequest& request) {
  if (!io_) io_ = std::make_unique<Io>();
  Connection connection(io_->context, timeout_, request.has_files);
  connect(connection, socket_path_);
  Parser parser;
  if (request.has_files)
    parser.body_limit(std::numeric_limits<std::uint64_t>::max());
  else
    parser.body_limit(kMostBody);
  const ErrorCode failed =
      connection.timed_out() ? ErrorCode() : converse(connection, request, parser);
  if (connection.timed_out())
    throw TimeoutError("cannot get Pebble's answer to " + request.method + ' ' + request.target +
                       ": none came in " + seconds(timeout_) +
                       " seconds; see Pebble's logs, and whether the container has too little CPU");
  if (!failed) return answer(parser);
  if (parser.got_some()) not_http(is_of_http(failed) ? failed : http::error::partial_message);
  cannot_reach(socket_path_, "it closed the connection without an answer");
}

HttpAnswer parse_http_answer(std::string_view bytes) {
  Parser parser;
  parser.body_limit(kMostBody);
  ErrorCode failed;  // of one step at a time, since the parser is not told to be eager
  while (!failed && !parser.is_done() && !bytes.empty())
    bytes.remove_prefix(parser.put(asio::const_buffer(bytes.data(), bytes.size()), failed));
  if (failed == http::error::need_more) failed = {};
  if (!parser.got_some()) failed = http::error::end_of_stream;
  if (!failed && !parser.is_done()) parser.put_eof(failed);
  if (failed) not_http(failed);
  return answer(parser);
}

std::string seconds(const base::Duration& duration) {
  std::array<char, 40> text;
  std::snprintf(text.data(), text.size(), "%.12g", static_cast<double>(duration.ns()) / 1e9);
  return text.data();
}

}  // namespace ops::pebble
