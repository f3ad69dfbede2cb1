#pragma once
/// One HTTP request and its answer, without a word of Pebble's. For HttpClient's .cpp files.

#include <memory>

#include "ops/base/time.h"

namespace ops::pebble {

struct HttpRequest {
  std::string method;     ///< "GET" or "POST"
  std::string target;     ///< "/v1/services?names=web"
  std::string body = {};  ///< JSON unless said otherwise; empty where none is sent.
  std::string accept = "application/json";
  std::string content_type = "application/json";
  /// A file's bytes, which may be many, are in it or in its answer: the timeout is for each piece
  /// that comes or goes, and the answer's body may have any length.
  bool has_files = false;
};

struct HttpAnswer {
  int status = 0;                 ///< 200
  std::string reason = {};        ///< "OK"
  std::string content_type = {};  ///< As sent: "application/json; charset=utf-8"; may be empty.
  std::string body = {};          ///< Chunks joined.
};

/// Of an answer's body; there is no call of Pebble's whose answer would come near it.
inline constexpr std::size_t kMostBody = 64UL * 1024 * 1024;

/// Sends requests to the server behind a unix socket, each over a connection of its own.
///
/// That is what ops does, it costs some 20 microseconds, and a connection kept open would have
/// to be told from one that the server is just closing: a POST cannot be sent twice to find out.
class HttpExchange {
 public:
  HttpExchange(std::string socket_path, const base::Duration& timeout);
  HttpExchange(const HttpExchange&) = delete;
  HttpExchange& operator=(const HttpExchange&) = delete;
  ~HttpExchange();

  /// Throws ConnectionError when there is nobody to talk to, or who was there leaves without an
  /// answer; TimeoutError when the answer is not complete in time; ProtocolError when it breaks
  /// off, is not HTTP or has a body longer than kMostBody, where that counts.
  HttpAnswer operator()(const HttpRequest& request);

  const std::string& socket_path() const { return socket_path_; }

 private:
  struct Io;
  std::string socket_path_;
  base::Duration timeout_;
  std::unique_ptr<Io> io_;  // made by the first request
};

/// What the exchange makes of `bytes` when the server closes behind them. Throws ProtocolError.
HttpAnswer parse_http_answer(std::string_view bytes);

/// "2.5" of two and a half seconds, as Python writes such a number in a message.
std::string seconds(const base::Duration& duration);

}  // namespace ops::pebble
