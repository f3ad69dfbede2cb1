#pragma once
/// One HTTP request and its answer, without a word of Pebble's. For HttpClient's .cpp files.

#include <memory>

#include "ops/base/time.h"

namespace ops::pebble {

/// A request's body that comes in pieces.
class BodySource {
 public:
  virtual ~BodySource();
  /// Holds until the next call; empty at the end.
  virtual std::string_view next() = 0;
};

/// Takes an answer's body in pieces.
class BodySink {
 public:
  virtual ~BodySink();
  /// Whether it takes this one; HttpAnswer::body has it otherwise.
  virtual bool wants(int status, std::string_view content_type) = 0;
  virtual void take(std::string_view piece) = 0;
};

struct HttpRequest {
  std::string method;     ///< "GET" or "POST"
  std::string target;     ///< "/v1/services?names=web"
  std::string body = {};  ///< JSON unless said otherwise; empty where none is sent.
  std::string accept = "application/json";
  std::string content_type = "application/json";
  /// Of these, where they are set, there may be any number of bytes: the timeout is for each piece
  /// that comes or goes. They must outlive the exchange.
  BodySource* source = nullptr;
  BodySink* sink = nullptr;
};

struct HttpAnswer {
  int status = 0;                 ///< 200
  std::string reason = {};        ///< "OK"
  std::string content_type = {};  ///< As sent: "application/json; charset=utf-8"; may be empty.
  std::string body = {};          ///< Chunks joined.
};

/// Of HttpAnswer::body; there is no call of Pebble's whose answer would come near it.
inline constexpr std::size_t kMostBody = 64UL * 1024 * 1024;

/// Sends requests to the server behind a unix socket, over a connection that it keeps as long as
/// the server does: a new one costs both sides more than most requests.
///
/// One that the server has closed meanwhile, as a Pebble that was restarted has, is seen before a
/// request is sent, and made anew. Should it be closed just then, a GET is sent again; a POST is
/// not, since it may have been heard.
class HttpExchange {
 public:
  HttpExchange(std::string socket_path, const base::Duration& timeout);
  HttpExchange(const HttpExchange&) = delete;
  HttpExchange& operator=(const HttpExchange&) = delete;
  ~HttpExchange();

  /// Throws ConnectionError when there is nobody to talk to, or who was there leaves without an
  /// answer; TimeoutError when the answer is not complete in time; ProtocolError when it breaks
  /// off, is not HTTP or has a body longer than kMostBody, where that counts; and what source and
  /// sink throw.
  HttpAnswer operator()(const HttpRequest& request);

  const std::string& socket_path() const { return socket_path_; }

 private:
  struct Io;
  void connect();
  HttpAnswer converse(const HttpRequest& request);

  std::string socket_path_;
  base::Duration timeout_;
  std::unique_ptr<Io> io_;  // made by the first request
};

/// What the exchange makes of `bytes` when the server closes behind them. Throws ProtocolError.
HttpAnswer parse_http_answer(std::string_view bytes);

/// "2.5" of two and a half seconds, as Python writes such a number in a message.
std::string seconds(const base::Duration& duration);

}  // namespace ops::pebble
