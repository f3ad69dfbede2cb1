/// What calls of a real Pebble cost: by HttpClient, and as raw bytes over a kept connection, of
/// which nothing is parsed. Prints one JSON object a line: {"name": …, "us": …}, or "ms" for the
/// large files, averaged over a batch.
///
/// usage: client_bench BATCHES SOCKET FOLDER      as bench/pebble/with_daemon.py has it run
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include "ops/pebble/http_client.h"

namespace {

namespace pebble = ops::pebble;
using Clock = std::chrono::steady_clock;

constexpr int kCalls = 200;

template <class Call>
double microseconds(int calls, Call call) {
  const auto start = Clock::now();
  for (int i = 0; i < calls; ++i) call();
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count() / calls;
}

/// A connection over which fixed bytes go and as many come back as the first time.
class Raw {
 public:
  Raw(const std::string& socket_path, const std::string& target)
      : request_("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n") {
    handle_ = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, socket_path.c_str(), sizeof address.sun_path - 1);
    if (connect(handle_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      std::abort();
    learn_size();
  }
  ~Raw() { close(handle_); }
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;

  void operator()() {
    send_request();
    for (std::size_t got = 0; got < size_;) got += receive();
  }

 private:
  void send_request() {
    if (send(handle_, request_.data(), request_.size(), 0) < 0) std::abort();
  }

  std::size_t receive() {
    const ssize_t got = recv(handle_, buffer_.data(), buffer_.size(), 0);
    if (got <= 0) std::abort();
    return static_cast<std::size_t>(got);
  }

  /// What comes until nothing has come for a while.
  void learn_size() {
    send_request();
    const timeval patience = {.tv_sec = 0, .tv_usec = 200'000};
    setsockopt(handle_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    for (ssize_t got; (got = recv(handle_, buffer_.data(), buffer_.size(), 0)) > 0;)
      size_ += static_cast<std::size_t>(got);
    const timeval forever = {.tv_sec = 0, .tv_usec = 0};
    setsockopt(handle_, SOL_SOCKET, SO_RCVTIMEO, &forever, sizeof forever);
  }

  std::string request_;
  std::string buffer_ = std::string(256UL * 1024, '\0');
  int handle_ = -1;
  std::size_t size_ = 0;
};

void time_calls(const std::string& socket_path, const std::string& folder) {
  pebble::HttpClient client(socket_path);
  Raw services(socket_path, "/v1/services"), plan(socket_path, "/v1/plan?format=yaml"),
      files(socket_path, "/v1/files?action=list&path=" + folder + "/many");
  const auto row = [](const char* name, int calls, auto call) {
    call();
    std::printf("{\"name\": \"%s\", \"us\": %f}\n", name, microseconds(calls, call));
  };
  row("get_services", kCalls, [&] { client.get_services({}); });
  row("raw_get_services", kCalls, [&] { services(); });
  row("get_plan", kCalls, [&] { client.get_plan(); });
  row("raw_get_plan", kCalls, [&] { plan(); });
  row("list_files", kCalls / 10, [&] { client.list_files(folder + "/many", {}); });
  row("raw_list_files", kCalls / 10, [&] { files(); });
}

void time_files(const std::string& socket_path, const std::string& folder) {
  pebble::HttpClient client(socket_path);
  const std::string large = client.pull(folder + "/large");
  const auto row = [](const char* name, auto call) {
    std::printf("{\"name\": \"%s\", \"ms\": %f}\n", name, microseconds(3, call) / 1000);
  };
  std::ofstream nowhere("/dev/null");
  row("pull_64_mib", [&] { client.pull(folder + "/large", nowhere); });
  row("push_64_mib", [&] { client.push(folder + "/pushed", large, {}); });
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  for (int i = 0; i < std::atoi(arguments[1]); ++i) {
    time_calls(arguments[2], arguments[3]);
    time_files(arguments[2], arguments[3]);
  }
}
