/// Runs the tutorial's charm once and shows what happened. `scripts/demo` starts it.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "charm.h"
#include "ops/pebble/yaml.h"
#include "ops/testing/testing.h"

namespace testing = ops::testing;

namespace {

constexpr int kRuns = 1001;

void show(const char* title, const std::string& text) {
  std::printf("\n%s\n", title);
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    std::printf("    %.*s\n", static_cast<int>(end - from), text.data() + from);
    from = end + 1;
  }
}

std::string lines_of(const ops::base::List<ops::base::Change>& changes) {
  std::string text;
  for (const auto& [path, from, to] : changes) text += path + ": " + from + " -> " + to + '\n';
  return text;
}

/// The whole test each time: Context, State, run. Median, in microseconds.
double median_us() {
  std::vector<double> each;
  for (int run = 0; run < kRuns; ++run) {
    const auto start = std::chrono::steady_clock::now();
    testing::Context<FastApiDemoCharm> ctx;
    const testing::Container container{.name = "demo-server", .can_connect = true};
    const testing::State state_in{.containers = {container}, .leader = true};
    (void)ctx.run(ctx.on.pebble_ready(container), state_in);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    each.push_back(took.count());
  }
  std::ranges::sort(each);
  return each[kRuns / 2];
}

}  // namespace

int main() {
  testing::Context<FastApiDemoCharm> ctx;
  const testing::Container container{.name = "demo-server", .can_connect = true};
  const testing::State state_in{.containers = {container}, .leader = true};
  const testing::Event event = ctx.on.pebble_ready(container);
  const testing::State state_out = ctx.run(event, state_in);
  const testing::Container& after = state_out.get_container("demo-server");

  show("Event", event.name);
  show("State before, as code", ops::base::to_string(state_in));
  show("Plan of container demo-server", ops::pebble::to_yaml(after.plan()));
  show("Service fastapi-service", ops::base::to_string(after.service_statuses["fastapi-service"]));
  show("Unit status", ops::base::to_string(state_out.unit_status));
  show("What the event changed in the State", lines_of(ops::base::diff(state_in, state_out)));
  std::string log;
  for (const testing::JujuLogLine& line : ctx.juju_log)
    log += line.level + ' ' + line.message + '\n';
  show("Juju's log", log);
  std::printf("\nContext, State and run take %.1f us (median of %d).\n", median_us(), kRuns);
}
