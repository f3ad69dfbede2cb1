/// The tutorial's test, as often as it takes to time it. Prints one JSON object a line:
/// {"name": …, "us": …} with the microseconds of one, averaged over a batch.
///
/// usage: tutorial_bench [BATCHES]
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "charm.h"
#include "ops/testing/testing.h"

namespace pebble = ops::pebble;
namespace testing = ops::testing;

namespace {

constexpr int kBatch = 500;
constexpr int kKept = 20'000;

template <class Work>
void sample(const char* name, Work work) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < kBatch; ++i) work();
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
  std::printf("{\"name\": \"%s\", \"us\": %.4f}\n", name, took.count() / kBatch);
}

void check(bool holds) {
  if (!holds) std::abort();
}

/// All that tests/charm_test.cpp does.
void tutorial_test() {
  testing::Context<FastApiDemoCharm> ctx;
  const testing::Container container{.name = "demo-server", .can_connect = true};
  const testing::State state_in{.containers = {container}, .leader = true};
  const testing::State state_out = ctx.run(ctx.on.pebble_ready(container), state_in);
  const pebble::Plan expected_plan{
      .services = {{"fastapi-service",
                    {
                        .summary = "fastapi demo",
                        .startup = pebble::Startup::enabled,
                        .override = pebble::Override::replace,
                        .command = "uvicorn api_demo_server.app:app --host=0.0.0.0 --port=8000",
                    }}},
  };
  check(state_out.get_container(container.name).plan() == expected_plan);
  check(state_out.unit_status == testing::ActiveStatus{});
  check(state_out.get_container(container.name).service_statuses["fastapi-service"] ==
        pebble::ServiceStatus::active);
}

double resident_kb() {
  std::ifstream statm("/proc/self/statm");
  double total = 0, resident = 0;
  statm >> total >> resident;
  return resident * 4;
}

/// What an output State takes that is kept.
void kept_state() {
  const testing::Container container{.name = "demo-server", .can_connect = true};
  const testing::State state_in{.containers = {container}, .leader = true};
  const testing::Context<FastApiDemoCharm> ctx;
  const testing::Event event = ctx.on.pebble_ready(container);
  std::vector<testing::State> kept;
  kept.reserve(kKept);
  for (int i = 0; i < 100; ++i) kept.push_back(ctx.play(event, state_in).state);
  const double before = resident_kb();
  for (int i = 100; i < kKept; ++i) kept.push_back(ctx.play(event, state_in).state);
  std::printf("{\"name\": \"kept_state\", \"kb\": %.4f}\n",
              (resident_kb() - before) / (kKept - 100));
}

}  // namespace

int main(int argc, char** argv) {
  const int batches = argc > 1 ? std::atoi(argv[1]) : 20;
  testing::Context<FastApiDemoCharm> ctx;
  const testing::Container container{.name = "demo-server", .can_connect = true};
  const testing::State state_in{.containers = {container}, .leader = true};
  for (int batch = 0; batch < batches; ++batch) {
    sample("tutorial_test", tutorial_test);
    sample("ctx_run", [&] { (void)ctx.run(ctx.on.pebble_ready(container), state_in); });
  }
  kept_state();
}
