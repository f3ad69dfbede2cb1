#include "ops/pebble/http_client_socket.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <limits>

#include "ops/base/clock.h"

namespace ops::pebble {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMillisecond = 1'000'000;

std::int64_t now_ns() { return base::SystemClock().monotonic_ns(); }

std::int64_t after(std::int64_t timeout_ns) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  const std::int64_t now = now_ns();
  return timeout_ns > kMost - now ? kMost : now + timeout_ns;
}

timespec timespec_of(std::int64_t ns) { return {.tv_sec = ns / kSecond, .tv_nsec = ns % kSecond}; }

/// Takes `sent` bytes off the front.
void advance(iovec*& parts, std::size_t& count, std::size_t sent) {
  while (count > 0 && sent >= parts->iov_len) {
    sent -= parts->iov_len;
    ++parts;
    --count;
  }
  if (count == 0) return;
  parts->iov_base = static_cast<char*>(parts->iov_base) + sent;
  parts->iov_len -= sent;
}

}  // namespace

TimeLimit::TimeLimit(const base::Duration& timeout, bool each_timed)
    : timeout_ns_(timeout.ns()), deadline_ns_(after(timeout.ns())), each_timed_(each_timed) {}

std::int64_t TimeLimit::deadline_ns() const {
  return each_timed_ ? after(timeout_ns_) : deadline_ns_;
}

const std::size_t UnixSocket::kLongestPath = sizeof(sockaddr_un::sun_path) - 1;

bool UnixSocket::is_idle() const {
  char byte = 0;
  return is_open() && recv(handle_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 &&
         (errno == EAGAIN || errno == EWOULDBLOCK);
}

void UnixSocket::wait_for(short events, std::int64_t deadline_ns) const {
  pollfd one = {.fd = handle_, .events = events, .revents = 0};
  for (;;) {
    const timespec left = timespec_of(std::max<std::int64_t>(deadline_ns - now_ns(), 0));
    const int ready = ppoll(&one, 1, &left, nullptr);
    if (ready > 0) return;
    if (ready == 0) throw TimedOut{};
    if (errno != EINTR) throw Failed{errno};
  }
}

void UnixSocket::connect(const std::string& path, const TimeLimit& limit) {
  close();
  handle_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (handle_ < 0) throw Failed{errno};
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.data(), path.size());
  const std::int64_t deadline = limit.deadline_ns();
  while (::connect(handle_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    if (errno != EAGAIN && errno != EINTR) throw Failed{errno};
    // So many wait to be accepted that there is no place to wait for one.
    if (now_ns() >= deadline) throw TimedOut{};
    base::SystemClock().sleep_ns(kMillisecond);
  }
}

void UnixSocket::send(std::initializer_list<std::string_view> texts, const TimeLimit& limit) {
  std::array<iovec, 3> all = {};
  std::size_t count = 0;
  for (const std::string_view text : texts)
    all.at(count++) = {.iov_base = const_cast<char*>(text.data()), .iov_len = text.size()};
  iovec* parts = all.data();
  while (count > 0) {
    msghdr message = {};
    message.msg_iov = parts;
    message.msg_iovlen = count;
    const ssize_t sent = sendmsg(handle_, &message, MSG_NOSIGNAL);
    if (sent >= 0)
      advance(parts, count, static_cast<std::size_t>(sent));
    else if (errno == EAGAIN || errno == EWOULDBLOCK)
      wait_for(POLLOUT, limit.deadline_ns());
    else if (errno != EINTR)
      throw Failed{errno};
  }
}

std::size_t UnixSocket::receive(char* to, std::size_t size, const TimeLimit& limit) {
  for (;;) {
    const ssize_t got = recv(handle_, to, size, 0);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno == EAGAIN || errno == EWOULDBLOCK)
      wait_for(POLLIN, limit.deadline_ns());
    else if (errno != EINTR)
      throw Failed{errno};
  }
}

void UnixSocket::close() {
  if (handle_ >= 0) ::close(handle_);
  handle_ = -1;
}

}  // namespace ops::pebble
