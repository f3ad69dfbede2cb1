#pragma once
#include "fastapi_demo.h"
#include "ops/ops.h"

/// Runs the FastAPI demo server in the container demo-server.
class FastAPIDemoCharm : public ops::CharmBase {
 public:
  /// A test says how the server answers.
  explicit FastAPIDemoCharm(ops::Framework& framework,
                            fastapi_demo::GetVersion get_version = fastapi_demo::get_version);

 private:
  void on_demo_server_pebble_ready(ops::PebbleReadyEvent& event);

  fastapi_demo::GetVersion get_version_;
};
