#include "image.h"

pebble::Layer rock_layer() {
  return {.services = {
              {"fastapi",
               {
                   .summary = "FastAPI demo server",
                   .startup = pebble::Startup::enabled,
                   .override = pebble::Override::replace,
                   .command = "/bin/uvicorn api_demo_server.app:app --host 0.0.0.0 --port 8000",
                   .environment = {{"DEMO_SERVER_LOGFILE", "/tmp/demo_server.log"}},
                   .on_success = pebble::OnExit::shutdown,
                   .on_failure = pebble::OnExit::shutdown,
               }}}};
}

std::string mock_get_version(int) { return "0.0.1"; }
