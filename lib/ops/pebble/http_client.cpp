/// This file and http_client_websockets.cpp are all that knows Boost: they take long to compile.

#include "ops/pebble/http_client.h"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include "ops/pebble/errors.h"
#include "ops/pebble/http_client_exchange.h"
#include "ops/pebble/http_client_socket.h"

namespace ops::pebble {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using ErrorCode = boost::system::error_code;

constexpr std::size_t kPiece = 256UL * 1024;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

/// An answer's body, as Beast's parser hands it on.
struct Body {
  struct value_type {
    BodySink* sink = nullptr;
    bool to_sink = false;
    std::string text = {};
  };

  class reader {
   public:
    /// Beast asks whether any header will do.
    template <bool is_request, class Fields>
    reader(http::header<is_request, Fields>& header, value_type& to) : to_(&to) {
      if constexpr (std::is_same_v<http::header<is_request, Fields>, http::response_header<>>)
        header_ = &header;
    }

    void init(const boost::optional<std::uint64_t>& length, ErrorCode& failed) {
      failed = {};
      const int status = static_cast<int>(header_->result_int());
      to_->to_sink = to_->sink != nullptr &&
                     to_->sink->wants(status, view((*header_)[http::field::content_type]));
      if (!to_->to_sink && length && *length > kMostBody) failed = http::error::body_limit;
    }

    template <class Buffers>
    std::size_t put(const Buffers& buffers, ErrorCode& failed) {
      failed = {};
      std::size_t taken = 0;
      for (auto at = asio::buffer_sequence_begin(buffers); at != asio::buffer_sequence_end(buffers);
           ++at) {
        const asio::const_buffer piece = *at;
        taken += take({static_cast<const char*>(piece.data()), piece.size()}, failed);
      }
      return taken;
    }

    void finish(ErrorCode& failed) { failed = {}; }

   private:
    std::size_t take(std::string_view piece, ErrorCode& failed) {
      if (to_->to_sink)
        to_->sink->take(piece);
      else if (to_->text.size() + piece.size() > kMostBody)
        failed = http::error::body_limit;
      else
        to_->text += piece;
      return piece.size();
    }

    http::response_header<>* header_ = nullptr;  // empty until init()
    value_type* to_;
  };
};

using Parser = http::response_parser<Body>;

void set_up(Parser& parser, BodySink* sink) {
  parser.body_limit(std::numeric_limits<std::uint64_t>::max());  // Body has its own
  parser.get().body().sink = sink;
}

/// Parses what it can, and takes it off `bytes`.
ErrorCode parse(Parser& parser, std::string_view& bytes) {
  ErrorCode failed;  // of one step at a time, since the parser is not told to be eager
  while (!failed && !parser.is_done() && !bytes.empty())
    bytes.remove_prefix(parser.put(asio::const_buffer(bytes.data(), bytes.size()), failed));
  if (failed == http::error::need_more) failed = {};
  return failed;
}

HttpAnswer answer(Parser& parser) {
  auto& message = parser.get();
  return {.status = static_cast<int>(message.result_int()),
          .reason = std::string(view(message.reason())),
          .content_type = std::string(view(message[http::field::content_type])),
          .body = std::move(message.body().text)};
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

std::string head_of(const HttpRequest& request) {
  std::string head = request.method + ' ' + request.target +
                     " HTTP/1.1\r\nHost: localhost\r\nAccept: " + request.accept + "\r\n";
  const bool has_body = request.source != nullptr || !request.body.empty();
  if (has_body) head += "Content-Type: " + request.content_type + "\r\n";
  if (request.source != nullptr)
    head += "Transfer-Encoding: chunked\r\n";
  else if (has_body)
    head += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return head + "\r\n";
}

void send_chunks(UnixSocket& socket, BodySource& source, const TimeLimit& limit) {
  std::string_view piece;
  do {
    piece = source.next();
    std::array<char, 24> size;
    std::snprintf(size.data(), size.size(), "%zx\r\n", piece.size());
    socket.send({size.data(), piece, "\r\n"}, limit);
  } while (!piece.empty());
}

/// That it could not be sent is no reason not to read: Pebble answers some requests, and closes,
/// before it has read their body.
void send(UnixSocket& socket, const HttpRequest& request, const TimeLimit& limit) {
  const std::string head = head_of(request);
  try {
    socket.send({head, request.body}, limit);
    if (request.source != nullptr) send_chunks(socket, *request.source, limit);
  } catch (const UnixSocket::Failed&) {
  }
}

/// The server left without an answer.
struct Gone {};

/// Bytes received into `buffer`, which holds `kept` of them already; 0 at the end.
std::size_t receive(UnixSocket& socket, std::string& buffer, std::size_t kept,
                    const TimeLimit& limit) {
  try {
    return socket.receive(buffer.data() + kept, buffer.size() - kept, limit);
  } catch (const UnixSocket::Failed&) {
    return 0;
  }
}

void read(UnixSocket& socket, std::string& buffer, Parser& parser, const TimeLimit& limit) {
  std::size_t kept = 0;
  while (!parser.is_done()) {
    const std::size_t got = receive(socket, buffer, kept, limit);
    if (got == 0) {
      if (!parser.got_some() && kept == 0) throw Gone{};
      ErrorCode failed = http::error::end_of_stream;
      if (parser.got_some()) parser.put_eof(failed);
      if (failed) not_http(failed);
      return;
    }
    std::string_view bytes = std::string_view(buffer).substr(0, kept + got);
    const ErrorCode failed = parse(parser, bytes);
    if (failed) not_http(failed);
    kept = bytes.size();
    if (kept == buffer.size()) not_http(http::error::header_limit);
    std::memmove(buffer.data(), bytes.data(), kept);
  }
}

}  // namespace

BodySource::~BodySource() = default;
BodySink::~BodySink() = default;

struct HttpExchange::Io {
  UnixSocket socket = {};
  std::string buffer = std::string(kPiece, '\0');
};

HttpExchange::HttpExchange(std::string socket_path, const base::Duration& timeout)
    : socket_path_(std::move(socket_path)), timeout_(timeout) {}
HttpExchange::~HttpExchange() = default;

void HttpExchange::connect() {
  if (socket_path_.size() > UnixSocket::kLongestPath)
    cannot_reach(socket_path_, "a socket's path has at most " +
                                   std::to_string(UnixSocket::kLongestPath) + " bytes");
  try {
    io_->socket.connect(socket_path_, {timeout_, false});
  } catch (const UnixSocket::Failed& failed) {
    io_->socket.close();
    if (failed.error == ENOENT)
      throw ConnectionError("Could not connect to Pebble: socket not found at '" + socket_path_ +
                            "' (container restarted?)");
    cannot_reach(socket_path_, std::strerror(failed.error));
  }
}

/// What is left of the connection after a failure belongs to nobody.
HttpAnswer HttpExchange::converse(const HttpRequest& request) {
  try {
    const TimeLimit limit(timeout_, request.source != nullptr || request.sink != nullptr);
    Parser parser;
    set_up(parser, request.sink);
    send(io_->socket, request, limit);
    read(io_->socket, io_->buffer, parser, limit);
    if (!parser.keep_alive()) io_->socket.close();
    return answer(parser);
  } catch (...) {
    io_->socket.close();
    throw;
  }
}

HttpAnswer HttpExchange::operator()(const HttpRequest& request) {
  if (!io_) io_ = std::make_unique<Io>();
  try {
    if (io_->socket.is_idle()) {
      try {
        return converse(request);
      } catch (const Gone&) {
        if (request.method != "GET") throw;
      }
    }
    connect();
    return converse(request);
  } catch (const Gone&) {
    cannot_reach(socket_path_, "it closed the connection without an answer");
  } catch (const UnixSocket::TimedOut&) {
    throw TimeoutError("cannot get Pebble's answer to " + request.method + ' ' + request.target +
                       ": none came in " + seconds(timeout_) +
                       " seconds; see Pebble's logs, and whether the container has too little CPU");
  }
}

HttpAnswer parse_http_answer(std::string_view bytes) {
  Parser parser;
  set_up(parser, nullptr);
  ErrorCode failed = parse(parser, bytes);
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
