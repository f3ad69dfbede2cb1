#pragma once
/// Time that passes only when somebody says so. For .cpp files.

#include "ops/base/clock.h"

namespace ops::testing {

/// Starts at 2024-01-01T00:00:00Z in every run; sleeping takes no real time.
class FakeClock final : public base::Clock {
 public:
  std::int64_t monotonic_ns() override { return passed_ns_; }
  std::int64_t since_epoch_ns() override { return kStartNs + passed_ns_; }
  void sleep_ns(std::int64_t duration_ns) override { passed_ns_ += duration_ns; }

 private:
  static constexpr std::int64_t kStartNs = 1'704'067'200'000'000'000;
  std::int64_t passed_ns_ = 0;
};

}  // namespace ops::testing
