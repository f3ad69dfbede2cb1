#include "charm.h"

namespace pebble = ops::pebble;

FastApiDemoCharm::FastApiDemoCharm(ops::Framework& framework) : CharmBase(framework) {
  framework.observe<&FastApiDemoCharm::on_demo_server_pebble_ready>(
      on()["demo-server"].pebble_ready, *this);
}

void FastApiDemoCharm::on_demo_server_pebble_ready(ops::PebbleReadyEvent& event) {
  ops::Container& container = event.workload;
  container.add_layer("fastapi_demo", get_pebble_layer(), {.combine = true});
  // Starts the services that the layer enables.
  container.replan();
  logger().info("Service " + pebble_service_name + " is planned and started.");
  unit().set_status(ops::ActiveStatus{});
}

pebble::Layer FastApiDemoCharm::get_pebble_layer() const {
  std::string command = "uvicorn";
  for (const char* word : {"api_demo_server.app:app", "--host=0.0.0.0", "--port=8000"})
    (command += ' ') += word;
  const pebble::Service service{
      .summary = "fastapi demo",
      .startup = pebble::Startup::enabled,
      .override = pebble::Override::replace,
      .command = command,
  };
  return {
      .summary = "FastAPI demo service",
      .description = "pebble config layer for FastAPI demo server",
      .services = {{pebble_service_name, service}},
  };
}
