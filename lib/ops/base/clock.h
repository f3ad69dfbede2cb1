#pragma once
/// The seam between ops and time.

#include <cstdint>

namespace ops::base {

class Clock {
 public:
  virtual ~Clock();
  /// Since an arbitrary start, never going back: for measuring how long.
  virtual std::int64_t monotonic_ns() = 0;
  /// Since 1970-01-01T00:00:00Z.
  virtual std::int64_t since_epoch_ns() = 0;
  virtual void sleep_ns(std::int64_t duration_ns) = 0;
};

/// The machine's own.
class SystemClock final : public Clock {
 public:
  std::int64_t monotonic_ns() override;
  std::int64_t since_epoch_ns() override;
  void sleep_ns(std::int64_t duration_ns) override;
};

}  // namespace ops::base
