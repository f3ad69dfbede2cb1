#include "charm.h"

FastAPIDemoCharm::FastAPIDemoCharm(ops::Framework& framework, fastapi_demo::GetVersion get_version)
    : CharmBase(framework), get_version_(get_version) {
  framework.observe<&FastAPIDemoCharm::on_demo_server_pebble_ready>(
      on()["demo-server"].pebble_ready, *this);
}

void FastAPIDemoCharm::on_demo_server_pebble_ready(ops::PebbleReadyEvent& event) {
  // Starts the service of the layer that the image brings.
  event.workload.replan();
  unit().set_workload_version(get_version_(8000));
  unit().set_status(ops::ActiveStatus{});
}
