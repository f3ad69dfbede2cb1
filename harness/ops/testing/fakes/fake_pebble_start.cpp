/// How the fake Pebble starts, and starts again.
#include "ops/base/errors.h"
#include "ops/pebble/command.h"
#include "ops/testing/fakes/check_actions.h"
#include "ops/testing/fakes/fake_pebble.h"
#include "ops/testing/fakes/layers_dir.h"

namespace ops::testing {

namespace {

constexpr const char* kDirectory = "/var/lib/pebble/default";

}  // namespace

void FakePebble::load_layers() {
  const std::string* directory = world_.environment().find("PEBBLE");
  try {
    container_.layers =
        layers_in(world_.disk(), (directory ? *directory : kDirectory) + std::string("/layers"));
    for (const auto& [_, layer] : container_.layers) world_.check_owners(layer);
    world_.forget_plan();
    world_.check_workloads();
  } catch (const ValueError& error) {
    throw ValueError(std::string("cannot load plan: ") + error.what());
  }
}

void FakePebble::boot() {
  load_layers();
  daemon().update_checks();
}

void FakePebble::autostart() {
  const auto& services = world_.plan().services;
  for (const auto& [_, service] : services)
    if (service.startup == pebble::Startup::enabled) {
      (void)daemon().change_services("autostart", {});
      return;
    }
}

void FakePebble::start_anew() {
  daemon().forget();
  boot();
  container_.service_statuses = {};
  container_.check_infos = {};
  PebbleMemory memory = container_.memory.value_or({});
  memory.restarted = true;
  container_.memory = memory;
  Faults faults = *container_.faults;
  faults.restarts = false;
  container_.faults = {};
  if (faults != Faults{}) container_.faults = faults;
}

void FakePebble::restart() {
  daemon().stop_all();
  daemon().forget();
  boot();
}

}  // namespace ops::testing
