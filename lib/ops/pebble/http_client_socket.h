#pragma once
/// A unix socket's bytes, with a time by which they must have come or gone. For HttpClient's .cpp
/// files.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "ops/base/time.h"

namespace ops::pebble {

/// For all operations together, or for each when they are `each_timed`.
class TimeLimit {
 public:
  TimeLimit(const base::Duration& timeout, bool each_timed);
  /// When the operation that begins now must be done: nanoseconds of the steady clock.
  std::int64_t deadline_ns() const;

 private:
  std::int64_t timeout_ns_, deadline_ns_;
  bool each_timed_;
};

class UnixSocket {
 public:
  UnixSocket() = default;
  UnixSocket(const UnixSocket&) = delete;
  UnixSocket& operator=(const UnixSocket&) = delete;
  ~UnixSocket() { close(); }

  /// What an operation that failed threw.
  struct TimedOut {};
  struct Failed {
    int error;  ///< errno's
  };

  bool is_open() const { return handle_ >= 0; }
  /// Open, and the other side has neither closed it nor sent anything.
  bool is_idle() const;
  /// `path` has at most kLongestPath bytes.
  void connect(const std::string& path, const TimeLimit& limit);
  /// At most three parts, one behind the other.
  void send(std::initializer_list<std::string_view> texts, const TimeLimit& limit);
  /// How many bytes came; 0 when the other side has closed.
  std::size_t receive(char* to, std::size_t size, const TimeLimit& limit);
  void close();

  static const std::size_t kLongestPath;

 private:
  void wait_for(short events, std::int64_t deadline_ns) const;
  int handle_ = -1;
};

}  // namespace ops::pebble
