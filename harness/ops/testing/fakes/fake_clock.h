#pragma once
/// Time that passes only when somebody says so. For .cpp files.

#include <algorithm>

#include "ops/base/clock.h"
#include "ops/testing/state/file.h"

namespace ops::testing {

/// The time of a unit and of its containers. Sleeping takes no real time.
class FakeClock final : public base::Clock {
 public:
  FakeClock() = default;
  /// So long after kTimeBeginsNs.
  explicit FakeClock(std::int64_t passed_ns) : passed_ns_(passed_ns) {}

  std::int64_t monotonic_ns() override { return passed_ns_; }
  std::int64_t since_epoch_ns() override { return kTimeBeginsNs + passed_ns_; }
  void sleep_ns(std::int64_t duration_ns) override { passed_ns_ += duration_ns; }
  /// It is at least that time.
  void reach(std::int64_t since_epoch_ns) {
    passed_ns_ = std::max(passed_ns_, since_epoch_ns - kTimeBeginsNs);
  }

 private:
  std::int64_t passed_ns_ = 0;
};

}  // namespace ops::testing
