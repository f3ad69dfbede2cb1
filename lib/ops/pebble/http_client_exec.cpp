/// How HttpClient runs commands.
#include <limits>
#include <nlohmann/json.hpp>

#include "ops/base/clock.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/http_client.h"
#include "ops/pebble/http_client_records.h"
#include "ops/pebble/http_client_request.h"
#include "ops/pebble/http_client_websockets.h"

namespace ops::pebble {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kSecond = 1'000'000'000;

/// What is not said is null, as ops sends it.
Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

template <class T>
Json or_null(const Optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json request_body(const List<std::string>& command, const ExecOptions& options) {
  Json words = Json::array(), environment = Json::object();
  for (const std::string& word : command) words.push_back(word);
  for (const auto& [name, value] : options.environment) environment[name] = value;
  return {{"command", words},
          {"service-context", or_null(options.service_context)},
          {"environment", environment},
          {"working-dir", or_null(options.working_dir)},
          {"timeout", options.timeout ? Json(go_seconds(options.timeout->ns())) : Json()},
          {"user-id", or_null(options.run_as.user_id)},
          {"user", or_null(options.run_as.user)},
          {"group-id", or_null(options.run_as.group_id)},
          {"group", or_null(options.run_as.group)},
          {"split-stderr", !options.combine_stderr}};
}

/// A bit more than Pebble gives the command, so that Pebble comes first.
std::int64_t time_to_wait(const Optional<base::Duration>& timeout) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (!timeout || timeout->ns() > kMost - kSecond) return kMost;
  return timeout->ns() + kSecond;
}

int exit_code_of(const Change& change) {
  if (change.tasks.empty()) return -1;
  const Task task = change.tasks[0];
  const base::Json* code = task.data.find("exit-code");
  return code ? static_cast<int>(code->as_int()) : -1;
}

class HttpCommand final : public RunningCommand {
 public:
  HttpCommand(HttpClient& client, std::string change_id, const CommandSockets::Parts& parts,
              const Optional<base::Duration>& timeout)
      : client_(&client),
        change_id_(std::move(change_id)),
        sockets_(std::make_unique<CommandSockets>(parts)),
        timeout_ns_(time_to_wait(timeout)) {
    if (parts.split_stderr) output_.stderr = "";
  }

  int wait() override;
  const ExecOutput& output() const override { return output_; }
  void send_signal(const std::string& signal) override;
  void write_stdin(std::string_view text) override;
  void close_stdin() override;
  std::string read_stdout() override;
  std::string read_stderr() override;

 private:
  Change wait_until_done();
  void take_output();

  HttpClient* client_;
  std::string change_id_;
  std::unique_ptr<CommandSockets> sockets_;  // none once the command has ended
  std::int64_t timeout_ns_;
  ExecOutput output_ = {};
};

/// The outputs end with the command; its change says how it went.
Change HttpCommand::wait_until_done() {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  base::SystemClock clock;
  const std::int64_t now = clock.monotonic_ns();
  const std::int64_t deadline = timeout_ns_ > kMost - now ? kMost : now + timeout_ns_;
  const base::Duration timeout = base::Duration::of_ns(timeout_ns_);
  if (!sockets_) return client_->wait_change(change_id_, timeout);
  const bool ended = sockets_->run_until(deadline);
  take_output();
  if (!ended) throw_change_timeout(change_id_, timeout);
  return client_->wait_change(change_id_, timeout);
}

void HttpCommand::take_output() {
  output_.stdout += sockets_->take_stdout();
  if (output_.stderr) output_.stderr = *output_.stderr + sockets_->take_stderr();
}

void HttpCommand::write_stdin(std::string_view text) {
  if (!sockets_) return RunningCommand::write_stdin(text);
  sockets_->write_stdin(text);
}

void HttpCommand::close_stdin() {
  if (!sockets_) return RunningCommand::close_stdin();
  sockets_->end_stdin();
}

std::string HttpCommand::read_stdout() {
  if (sockets_ && output_.stdout.empty()) {
    sockets_->wait_for(false);
    take_output();
  }
  return std::exchange(output_.stdout, {});
}

std::string HttpCommand::read_stderr() {
  if (!output_.stderr) return {};
  if (sockets_ && output_.stderr->empty()) {
    sockets_->wait_for(true);
    take_output();
  }
  std::string text = *output_.stderr;
  output_.stderr = "";
  return text;
}

int HttpCommand::wait() {
  Change change = [this] {
    try {
      return wait_until_done();
    } catch (...) {
      sockets_.reset();
      throw;
    }
  }();
  sockets_.reset();
  throw_if_failed(change);
  return exit_code_of(change);
}

void HttpCommand::send_signal(const std::string& signal) {
  if (!sockets_)
    throw ConnectionError("cannot send " + signal + " to a command: it has ended; send it before");
  sockets_->order(Json{{"command", "signal"}, {"signal", {{"name", signal}}}}.dump());
}

}  // namespace

ExecProcess HttpClient::exec(const List<std::string>& command, const ExecOptions& options) {
  if (command.empty()) throw ValueError("command must contain at least one item");
  const StartedCommand started =
      read_started_command((*exchange_)(post("/v1/exec", request_body(command, options))));
  const CommandSockets::Parts parts = {.socket_path = exchange_->socket_path(),
                                       .task_id = started.task_id,
                                       .connect_timeout = request_timeout_,
                                       .split_stderr = !options.combine_stderr,
                                       .stdin = options.stdin,
                                       .keep_stdin = options.keep_stdin};
  try {
    return {command, new HttpCommand(*this, started.change_id, parts, options.timeout)};
  } catch (const ConnectionError&) {
    throw_if_failed(wait_change(started.change_id, kDefaultTimeout));
    throw;
  }
}

}  // namespace ops::pebble
