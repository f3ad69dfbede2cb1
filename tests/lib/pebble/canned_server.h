#pragma once
/// A server on a unix socket that knows nothing of HTTP: it reads a request and sends given bytes.

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace ops::pebble {

struct Reply {
  std::string bytes;
  int delay_ms = 0;     ///< Before the bytes are sent.
  bool stall = false;   ///< Afterwards it keeps the connection open until the client closes it.
  bool unread = false;  ///< It does not read the request first.
  int trickle_ms = 0;   ///< Between any two bytes.
  bool keep = false;    ///< The next reply goes over the same connection.
};

/// Gives each connection the next reply, then closes it; the last one from then on.
class CannedServer {
 public:
  explicit CannedServer(std::vector<Reply> replies);
  CannedServer(const CannedServer&) = delete;
  CannedServer& operator=(const CannedServer&) = delete;
  ~CannedServer();

  std::string path() const { return folder_ / "pebble.socket"; }
  /// Each request so far, byte for byte.
  std::vector<std::string> requests();
  int connections() const { return connections_; }

 private:
  void serve();
  void answer(int connection, const Reply& reply);

  std::filesystem::path folder_;
  std::vector<Reply> replies_;
  int listener_ = -1;
  std::array<int, 2> stop_ = {-1, -1};
  std::mutex mutex_;
  std::vector<std::string> requests_;
  std::atomic<int> connections_ = 0;
  std::thread thread_;
};

inline CannedServer::CannedServer(std::vector<Reply> replies) : replies_(std::move(replies)) {
  std::string pattern = std::filesystem::temp_directory_path() / "canned-XXXXXX";
  folder_ = mkdtemp(pattern.data());
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path().c_str(), sizeof address.sun_path - 1);
  listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(listener_, 16) != 0 || pipe(stop_.data()) != 0)
    std::abort();
  thread_ = std::thread([this] { serve(); });
}

inline CannedServer::~CannedServer() {
  close(stop_[1]);
  thread_.join();
  close(stop_[0]);
  close(listener_);
  std::filesystem::remove_all(folder_);
}

inline std::vector<std::string> CannedServer::requests() {
  const std::lock_guard lock(mutex_);
  return requests_;
}

inline void CannedServer::serve() {
  for (std::size_t next = 0;;) {
    std::array<pollfd, 2> waiting = {pollfd{listener_, POLLIN, 0}, pollfd{stop_[0], POLLIN, 0}};
    poll(waiting.data(), waiting.size(), -1);
    if (waiting[1].revents != 0) return;
    const int connection = accept(listener_, nullptr, nullptr);
    for (bool kept = true; kept;) {
      kept = replies_[next].keep && next + 1 < replies_.size();
      answer(connection, replies_[next]);
      if (next + 1 < replies_.size()) ++next;
    }
    close(connection);
    ++connections_;
  }
}

/// Reads up to the end of the header, and as much more as its Content-Length or its chunks say.
inline std::string read_request(int connection) {
  std::string request;
  std::array<char, 65536> buffer;
  for (std::size_t wanted = 0; wanted == 0 || request.size() < wanted;) {
    const ssize_t got = read(connection, buffer.data(), buffer.size());
    if (got <= 0) break;
    request.append(buffer.data(), static_cast<std::size_t>(got));
    const std::size_t end = request.find("\r\n\r\n"), length = request.find("Content-Length: ");
    if (end == request.npos) continue;
    if (request.find("Transfer-Encoding: chunked") < end) {
      if (request.ends_with("\r\n0\r\n\r\n")) break;
      continue;
    }
    wanted = end + 4 + (length < end ? std::stoul(request.substr(length + 16)) : 0);
  }
  return request;
}

inline void CannedServer::answer(int connection, const Reply& reply) {
  if (!reply.unread) {
    const std::string request = read_request(connection);
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
  }
  const auto pause = [](int ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); };
  pause(reply.delay_ms);
  const std::size_t step = reply.trickle_ms == 0 ? reply.bytes.size() : 1;
  for (std::size_t at = 0; at < reply.bytes.size(); at += step) {
    if (send(connection, reply.bytes.data() + at, step, MSG_NOSIGNAL) < 0) return;
    if (reply.trickle_ms != 0) pause(reply.trickle_ms);
  }
  std::array<char, 4096> buffer;
  while (reply.stall && read(connection, buffer.data(), buffer.size()) > 0) {
  }
}

}  // namespace ops::pebble
