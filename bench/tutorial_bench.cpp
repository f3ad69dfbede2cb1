/// The tutorial's test, as often as it takes to time it. Prints one JSON object a line:
/// {"name": …, "us": …} with the microseconds of one, averaged over a batch.
///
/// usage: tutorial_bench [BATCHES]
#include <malloc.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "charm.h"
#include "ops/testing/testing.h"

namespace pebble = ops::pebble;
namespace testing = ops::testing;

namespace {

constexpr int kBatch = 500;
constexpr int kKept = 20'000;

template <class Work>
double sample(const char* name, Work work) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < kBatch; ++i) work();
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
  std::printf("{\"name\": \"%s\", \"us\": %.4f}\n", name, took.count() / kBatch);
  return took.count() / kBatch;
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

/// What an output State takes that is kept; `next` makes each of the one before.
template <class Next>
void sample_kept(const char* name, Next next) {
  constexpr int kFirst = 100;
  const testing::Container container{.name = "demo-server", .can_connect = true};
  std::vector<testing::State> kept = {{.containers = {container}, .leader = true}};
  kept.reserve(kKept + 1);
  const auto keep = [&] { kept.push_back(next(kept)); };
  for (int i = 0; i < kFirst; ++i) keep();
  malloc_trim(0);  // what was kept before is gone, and would be used again
  const double before = resident_kb();
  for (int i = kFirst; i < kKept; ++i) keep();
  std::printf("{\"name\": \"%s\", \"kb\": %.4f}\n", name,
              (resident_kb() - before) / (kKept - kFirst));
}

/// Of runs that begin alike, and of the runs of one unit, one after the other.
void kept_states() {
  using Kept = std::vector<testing::State>;
  const testing::Context<FastApiDemoCharm> ctx;
  const auto ready = [&](const testing::State& state) {
    return ctx.play(ctx.on.pebble_ready(state.get_container("demo-server")), state).state;
  };
  sample_kept("kept_state", [&](const Kept& kept) { return ready(kept.front()); });
  sample_kept("kept_chain", [&](const Kept& kept) { return ready(kept.back()); });
}

/// The charm's own metadata and 20 kB more of it, which its event does not touch.
std::string long_metadata() {
  std::ifstream file(OPS_CHARM_ROOT "/charmcraft.yaml");
  std::string text(std::istreambuf_iterator<char>(file), {});
  text += "config:\n  options:\n";
  for (int i = 0; i < 120; ++i)
    text += "    option-" + std::to_string(i) + ":\n      type: int\n      default: 1\n" +
            "      description: " + std::string(100, 'x') + '\n';
  return text;
}

testing::Container layered(const std::string& name) {
  testing::Container container{.name = name, .can_connect = true};
  for (int i = 0; i < 10; ++i) {
    const std::string service = "service-" + std::to_string(i);
    const pebble::Service sleeper{.override = pebble::Override::replace, .command = "sleep 9"};
    container.layers = container.layers.with(service, {.services = {{service, sleeper}}});
  }
  return container;
}

/// Ten containers of ten layers, of which the event is about one; the charm's own has its layers
/// from the charm.
testing::State with_containers() {
  testing::State state{.containers = {{.name = "demo-server", .can_connect = true}},
                       .leader = true};
  for (int i = 1; i < 10; ++i)
    state.containers = state.containers.with(layered("other-" + std::to_string(i)));
  return state;
}

std::string metadata_of_containers() {
  std::string text = "name: demo\ncontainers:\n  demo-server: {}\n";
  for (int i = 1; i < 10; ++i) text += "  other-" + std::to_string(i) + ": {}\n";
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  const int batches = argc > 1 ? std::atoi(argv[1]) : 20;
  testing::Context<FastApiDemoCharm> ctx;
  testing::Context<FastApiDemoCharm> verbose(testing::ContextOptions{.meta = long_metadata()});
  testing::Context<FastApiDemoCharm> large(
      testing::ContextOptions{.meta = metadata_of_containers()});
  const testing::Container container{.name = "demo-server", .can_connect = true};
  const testing::State state_in{.containers = {container}, .leader = true};
  const testing::State of_containers = with_containers();
  for (int batch = 0; batch < batches; ++batch) {
    sample("tutorial_test", tutorial_test);
    const double one =
        sample("ctx_run", [&] { (void)ctx.run(ctx.on.pebble_ready(container), state_in); });
    sample("ctx_run_20_kb",
           [&] { (void)verbose.run(verbose.on.pebble_ready(container), state_in); });
    const double many = sample(
        "containers", [&] { (void)large.run(large.on.pebble_ready(container), of_containers); });
    std::printf("{\"name\": \"containers\", \"growth\": %.4f}\n", many / one);
  }
  kept_states();
}
