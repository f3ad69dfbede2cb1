/// A charm that waits: time passes in its State, and none here.
#include "acting.h"
#include "ops/base/clock.h"
#include "ops/base/errors.h"

using namespace ops::testing;
using ops::base::Duration;

namespace {

const ContextOptions kMeta{.meta = "name: waiting\ncontainers: {web: {}}\n"};

}  // namespace

TEST_CASE("what a charm sleeps passes of its State's time") {
  const State slept = run_start(kMeta, {.elapsed = Duration("1h")}, [](Acting& charm) {
    charm.sleep(Duration("2m"));
    charm.sleep(Duration("250ms"));
  });
  CHECK(slept.elapsed == Duration("1h2m0.25s"));
  CHECK(run_start(kMeta, {}, [](Acting& charm) { charm.sleep(Duration("0s")); }) ==
        run_start(kMeta, {}, [](Acting&) {}));
}

TEST_CASE("a charm that measures time finds that it has slept so long") {
  const State slept = run_start(kMeta, {}, [](Acting& charm) {
    ops::base::Clock& clock = charm.model().clock();
    const std::int64_t before_ns = clock.monotonic_ns();
    charm.sleep(Duration("3s"));
    CHECK(clock.monotonic_ns() - before_ns == 3'000'000'000);
  });
  CHECK(slept.elapsed == Duration("3s"));
}

TEST_CASE("a service fails while the charm sleeps") {
  const ops::pebble::Layer layer{
      .services = {{"app", {.override = ops::pebble::Override::replace, .command = "server"}}}};
  const Container web{.name = "web",
                      .can_connect = true,
                      .layers = {{"base", layer}},
                      .programs = {{"server", {.exits_after = Duration("5s"), .exit_code = 1}}}};
  (void)run_start(kMeta, {.containers = {web}}, [](Acting& charm) {
    ops::Container container = charm.unit().get_container("web");
    container.start({"app"});
    charm.sleep(Duration("3s"));
    CHECK(container.get_service("app").is_running());
    charm.sleep(Duration("1s"));  // with the second of its start five
    CHECK_FALSE(container.get_service("app").is_running());
  });
}

TEST_CASE("a charm cannot sleep for less than no time") {
  (void)run_start(kMeta, {}, [](Acting& charm) {
    CHECK_THROWS_WITH_AS(charm.sleep(Duration("-1s")),
                         "cannot sleep for -1s: time only passes; give a length of time that is "
                         "not negative",
                         ops::ValueError);
  });
}
