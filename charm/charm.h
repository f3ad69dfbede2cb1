#pragma once
/// The charm of Canonical's tutorial "Create a minimal Kubernetes charm".

#include "ops/ops.h"

/// Runs a FastAPI demo server in the container demo-server.
class FastApiDemoCharm : public ops::CharmBase {
 public:
  explicit FastApiDemoCharm(ops::Framework& framework);

 private:
  void on_demo_server_pebble_ready(ops::PebbleReadyEvent& event);
  ops::pebble::Layer get_pebble_layer() const;

  std::string pebble_service_name = "fastapi-service";
};
