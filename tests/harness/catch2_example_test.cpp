/// The tutorial's test under Catch2: as charm_test.cpp, with other macros.
#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#else
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif

#include "charm.h"
#include "ops/testing/golden.h"
#include "ops/testing/testing.h"

namespace pebble = ops::pebble;
namespace testing = ops::testing;

TEST_CASE("the charm starts its service when Pebble is ready") {
  testing::Context<FastApiDemoCharm> ctx;
  const testing::Container container{.name = "demo-server", .can_connect = true};
  const testing::State state_in{.containers = {container}, .leader = true};
  const testing::State state_out = ctx.run(ctx.on.pebble_ready(container), state_in);

  CHECK(state_out.unit_status == testing::ActiveStatus{});
  CHECK(state_out.get_container("demo-server").service_statuses["fastapi-service"] ==
        pebble::ServiceStatus::active);
  CHECK(testing::golden_difference(state_out, "golden/tutorial.json") == "");
}

TEST_CASE("a container that metadata does not declare is refused") {
  testing::Context<FastApiDemoCharm> ctx;
  const testing::Container container{.name = "unknown", .can_connect = true};
  CHECK_THROWS_AS((void)ctx.run(ctx.on.pebble_ready(container), {.containers = {container}}),
                  testing::InconsistentScenarioError);
}
