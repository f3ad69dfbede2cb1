/// The tutorial's charm, as a program, with a real Pebble.
#include "daemon.h"
#include "ops/pebble/http_client.h"
#include "ops/testing/doctest.h"

namespace fs = std::filesystem;
namespace pebble = ops::pebble;
using dispatch::Daemon, dispatch::Lines, dispatch::Machine, dispatch::Result,
    dispatch::without_debug;

namespace {

Result run_ready(const Machine& machine) {
  return machine.dispatch(FASTAPI_DEMO, "hooks/demo-server-pebble-ready",
                          {"JUJU_WORKLOAD_NAME=demo-server"});
}

void add_uvicorn(const Machine& machine) {
  dispatch::write(machine.bin() / "uvicorn", "#!/bin/sh\nexec sleep 1000\n");
  fs::permissions(machine.bin() / "uvicorn", fs::perms::owner_all);
}

}  // namespace

TEST_CASE("the tutorial's charm plans and starts its service in a real Pebble") {
  const Machine machine(dispatch::read(CHARMCRAFT_YAML));
  add_uvicorn(machine);
  const Daemon daemon(machine);
  const Result result = run_ready(machine);
  CHECK(result.exit_code == 0);
  CHECK(without_debug(result.tools) ==
        Lines{"juju-log --log-level INFO -- Service fastapi-service is planned and started.",
              "status-set --application=False active -- ", "is-leader --format=json"});

  pebble::HttpClient client(daemon.socket().string());
  const pebble::Plan expected_plan{
      .services = {{"fastapi-service",
                    {
                        .summary = "fastapi demo",
                        .startup = pebble::Startup::enabled,
                        .override = pebble::Override::replace,
                        .command = "uvicorn api_demo_server.app:app --host=0.0.0.0 --port=8000",
                    }}},
  };
  CHECK(client.get_plan() == expected_plan);
  const auto services = client.get_services({});
  REQUIRE(services.size() == 1);
  CHECK(services[0].current == pebble::ServiceStatus::active);
}

TEST_CASE("a workload that cannot start is an error with Pebble's words") {
  const Machine machine(dispatch::read(CHARMCRAFT_YAML));
  const Daemon daemon(machine);
  const Result result = run_ready(machine);
  CHECK(result.exit_code == 1);
  std::string log;
  for (const std::string& line : result.tools) log += line + '\n';
  CHECK(log.find("ops::pebble::ChangeError") != std::string::npos);
  CHECK(log.find("uvicorn") != std::string::npos);
}

TEST_CASE("a Pebble that is away is a ConnectionError with the socket's path") {
  const Machine machine(dispatch::read(CHARMCRAFT_YAML));
  const Result result = run_ready(machine);
  CHECK(result.exit_code == 1);
  std::string log;
  for (const std::string& line : result.tools) log += line + '\n';
  CHECK(log.find("ops::pebble::ConnectionError") != std::string::npos);
  CHECK(log.find("demo-server/pebble.socket") != std::string::npos);
}
