#include "ops/pebble/http_client_websockets.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "ops/pebble/errors.h"

namespace ops::pebble {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using ErrorCode = boost::system::error_code;
using Protocol = asio::local::stream_protocol;
using Stream = websocket::stream<Protocol::socket>;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kPiece = 16UL * 1024;
constexpr std::string_view kEnd = R"({"command":"end"})";

[[noreturn]] void cannot_connect(const std::string& why) {
  throw ConnectionError("unexpected error connecting to websockets: " + why);
}

/// What else comes as text is passed over, as ops does.
bool is_end(std::string_view text) {
  const auto order = nlohmann::json::parse(text, nullptr, false);
  return order.is_object() && order.value("command", nlohmann::json()) == "end";
}

std::string_view text_of(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

/// What a command writes, up to its end or that of the connection.
class Output {
 public:
  Output(Stream& stream, std::string& to) : stream_(&stream), to_(&to) {}

  bool has_ended() const { return ended_; }

  void start() {
    stream_->async_read(buffer_, [this](const ErrorCode& failed, std::size_t) {
      if (failed || (stream_->got_text() && is_end(text_of(buffer_)))) {
        ended_ = true;
        return;
      }
      if (!stream_->got_text()) *to_ += text_of(buffer_);
      buffer_.clear();
      start();
    });
  }

 private:
  Stream* stream_;
  std::string* to_;
  beast::flat_buffer buffer_ = {};
  bool ended_ = false;
};

/// What a command reads. That it does not want it all is no error.
class Input {
 public:
  Input(Stream& stream, std::string text, bool keep)
      : stream_(&stream), text_(std::move(text)), state_(keep ? State::open : State::ending) {}

  /// Nothing is on its way any more.
  bool is_idle() const { return !sending_; }
  bool is_open() const { return state_ == State::open; }

  /// Both when it is idle and open.
  void write(std::string_view text) {
    text_ = text;
    sent_ = 0;
    start();
  }
  void end() {
    state_ = State::ending;
    start();
  }

  void start() {
    const std::string_view piece = std::string_view(text_).substr(sent_, kPiece);
    if (piece.empty() && state_ != State::ending) return;
    if (piece.empty()) state_ = State::ended;
    const std::string_view sent = piece.empty() ? kEnd : piece;
    stream_->binary(!piece.empty());
    sending_ = true;
    stream_->async_write(asio::const_buffer(sent.data(), sent.size()),
                         [this, size = piece.size()](const ErrorCode& failed, std::size_t) {
                           sending_ = false;
                           sent_ += size;
                           if (failed) state_ = State::ended;
                           if (state_ != State::ended) start();
                         });
  }

 private:
  enum class State { open, ending, ended };
  Stream* stream_;
  std::string text_;
  State state_;
  std::size_t sent_ = 0;
  bool sending_ = false;
};

}  // namespace

struct CommandSockets::Io {
  explicit Io(const Parts& of)
      : parts(of),
        control(context),
        stdio(context),
        errors(context),
        input(stdio, of.stdin, of.keep_stdin) {}

  void connect(Stream& stream, const std::string& which);
  template <class Start>
  void finish(Start start);

  bool has_ended() const { return out.has_ended() && (!parts.split_stderr || err.has_ended()); }

  /// Lets things happen until `is_so`, or nothing can happen any more.
  template <class Condition>
  void run_while_not(Condition is_so) {
    context.restart();
    while (!is_so() && context.run_one() > 0) {
    }
  }

  Parts parts;
  asio::io_context context{1};
  Stream control, stdio, errors;
  std::string stdout_text = {}, stderr_text = {};
  Input input;
  Output out{stdio, stdout_text};
  Output err{errors, stderr_text};
};

/// Runs one operation on its own, within the time for connecting.
template <class Start>
void CommandSockets::Io::finish(Start start) {
  ErrorCode result;
  bool done = false;
  start([&](const ErrorCode& code, auto&&...) {
    result = code;
    done = true;
  });
  const auto deadline = Clock::now() + std::chrono::nanoseconds(parts.connect_timeout.ns());
  context.restart();
  while (!done && context.run_one_until(deadline) > 0) {
  }
  if (!done) {
    for (Stream* stream : {&control, &stdio, &errors}) stream->next_layer().close(result);
    context.restart();
    context.run();  // the operation ends at once, and nothing refers to `result` any more
    cannot_connect("no answer in time");
  }
  if (result) cannot_connect(result.message());
}

void CommandSockets::Io::connect(Stream& stream, const std::string& which) {
  finish([&](auto done) {
    stream.next_layer().async_connect(Protocol::endpoint(parts.socket_path), std::move(done));
  });
  stream.auto_fragment(false);
  const std::string target = "/v1/tasks/" + parts.task_id + "/websocket/" + which;
  finish([&](auto done) { stream.async_handshake("localhost", target, std::move(done)); });
}

CommandSockets::CommandSockets(const Parts& parts) : io_(std::make_unique<Io>(parts)) {
  io_->connect(io_->control, "control");
  io_->connect(io_->stdio, "stdio");
  if (parts.split_stderr) io_->connect(io_->errors, "stderr");
  io_->out.start();
  if (parts.split_stderr) io_->err.start();
  io_->input.start();
  io_->context.restart();
  io_->context.poll();
}

CommandSockets::~CommandSockets() {
  ErrorCode ignored;
  for (Stream* stream : {&io_->control, &io_->stdio, &io_->errors})
    stream->next_layer().close(ignored);
  io_->context.restart();
  io_->context.poll();  // what was under way ends, while all that it refers to is still there
}

bool CommandSockets::run_until(std::int64_t monotonic_ns) {
  const Clock::time_point deadline{std::chrono::nanoseconds(monotonic_ns)};
  io_->context.restart();
  while (!io_->has_ended() && io_->context.run_one_until(deadline) > 0) {
  }
  return io_->has_ended();
}

void CommandSockets::wait_for(bool stderr) {
  const Output& output = stderr ? io_->err : io_->out;
  const std::string& text = stderr ? io_->stderr_text : io_->stdout_text;
  io_->run_while_not([&] { return !text.empty() || output.has_ended(); });
}

void CommandSockets::write_stdin(std::string_view text) {
  io_->run_while_not([&] { return io_->input.is_idle(); });
  if (io_->input.is_open()) io_->input.write(text);
  io_->run_while_not([&] { return io_->input.is_idle(); });
}

void CommandSockets::end_stdin() {
  io_->run_while_not([&] { return io_->input.is_idle(); });
  if (io_->input.is_open()) io_->input.end();
  io_->run_while_not([&] { return io_->input.is_idle(); });
}

void CommandSockets::order(const std::string& json) {
  io_->control.text(true);
  io_->finish([&](auto done) {
    io_->control.async_write(asio::const_buffer(json.data(), json.size()), std::move(done));
  });
}

std::string CommandSockets::take_stdout() { return std::exchange(io_->stdout_text, {}); }
std::string CommandSockets::take_stderr() { return std::exchange(io_->stderr_text, {}); }

}  // namespace ops::pebble
