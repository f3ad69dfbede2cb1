#include "ops/base/clock.h"

#include <cerrno>
#include <ctime>

namespace ops::base {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

std::int64_t read_ns(clockid_t clock) {
  timespec now = {};
  clock_gettime(clock, &now);
  return now.tv_sec * kSecond + now.tv_nsec;
}

}  // namespace

Clock::~Clock() = default;

std::int64_t SystemClock::monotonic_ns() { return read_ns(CLOCK_MONOTONIC); }
std::int64_t SystemClock::since_epoch_ns() { return read_ns(CLOCK_REALTIME); }

void SystemClock::sleep_ns(std::int64_t duration_ns) {
  timespec left = {.tv_sec = duration_ns / kSecond, .tv_nsec = duration_ns % kSecond};
  while (nanosleep(&left, &left) != 0 && errno == EINTR) {
  }
}

}  // namespace ops::base
