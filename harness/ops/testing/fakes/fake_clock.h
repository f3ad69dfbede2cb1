#pragma once
/// Time that passes only when somebody says so. For .cpp files.

#include "ops/base/clock.h"
#include "ops/testing/state/file.h"

namespace ops::testing {

/// Starts at kTimeBeginsNs in every run; sleeping takes no real time.
class FakeClock final : public base::Clock {
 public:
  std::int64_t monotonic_ns() override { return passed_ns_; }
  std::int64_t since_epoch_ns() override { return kTimeBeginsNs + passed_ns_; }
  void sleep_ns(std::int64_t duration_ns) override { passed_ns_ += duration_ns; }

 private:
  std::int64_t passed_ns_ = 0;
};

}  // namespace ops::testing
