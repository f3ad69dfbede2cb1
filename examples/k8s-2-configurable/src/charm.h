#pragma once
#include "fastapi_demo.h"
#include "ops/ops.h"

/// Runs the FastAPI demo server in the container demo-server, on the port that the options say.
class FastAPIDemoCharm : public ops::CharmBase {
 public:
  /// A test says how the server answers.
  explicit FastAPIDemoCharm(ops::Framework& framework,
                            fastapi_demo::GetVersion get_version = fastapi_demo::get_version);

 private:
  void on_demo_server_pebble_ready(ops::PebbleReadyEvent& event);
  void on_config_changed(ops::ConfigChangedEvent& event);
  void on_collect_status(ops::CollectStatusEvent& event);
  void replan_workload();
  void start_server(int port);

  ops::Container container_ = unit().get_container("demo-server");
  fastapi_demo::GetVersion get_version_;
};
