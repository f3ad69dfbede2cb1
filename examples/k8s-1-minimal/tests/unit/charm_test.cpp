/// The unit test of upstream's k8s-1-minimal, statement for statement.
#include "charm.h"

#include "image.h"
#include "ops/testing/doctest.h"

TEST_CASE("pebble layer") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::Container container{
      .name = "demo-server", .can_connect = true, .layers = {{"rock", rock_layer()}}};
  const testing::State state_in{.containers = {container}, .leader = true};
  const testing::State state_out = ctx.run(ctx.on.pebble_ready(container), state_in);
  // The plan after Pebble ready is the image's.
  const pebble::Plan expected_plan{.services = rock_layer().services};

  CHECK(state_out.get_container(container.name).plan() == expected_plan);
  CHECK(state_out.unit_status == testing::ActiveStatus{});
  CHECK(state_out.get_container(container.name).service_statuses["fastapi"] ==
        pebble::ServiceStatus::active);
  CHECK(state_out.workload_version == "0.0.1");
}
