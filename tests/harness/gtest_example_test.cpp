/// The tutorial's test under GoogleTest: as charm_test.cpp, with other macros.
#include <gtest/gtest.h>

#include "charm.h"
#include "ops/testing/golden.h"
#include "ops/testing/testing.h"

namespace pebble = ops::pebble;
namespace testing_ = ops::testing;  // GoogleTest has a namespace testing of its own

TEST(FastApiDemoCharm, StartsItsServiceWhenPebbleIsReady) {
  testing_::Context<FastApiDemoCharm> ctx;
  const testing_::Container container{.name = "demo-server", .can_connect = true};
  const testing_::State state_in{.containers = {container}, .leader = true};
  const testing_::State state_out = ctx.run(ctx.on.pebble_ready(container), state_in);

  EXPECT_EQ(state_out.unit_status, testing_::ActiveStatus{});
  EXPECT_EQ(state_out.get_container("demo-server").service_statuses["fastapi-service"],
            pebble::ServiceStatus::active);
  EXPECT_EQ(testing_::golden_difference(state_out, "golden/tutorial.json"), "");
}

TEST(FastApiDemoCharm, IsNotRunInAContainerThatItDoesNotDeclare) {
  testing_::Context<FastApiDemoCharm> ctx;
  const testing_::Container container{.name = "unknown", .can_connect = true};
  EXPECT_THROW((void)ctx.run(ctx.on.pebble_ready(container), {.containers = {container}}),
               testing_::InconsistentScenarioError);
}
