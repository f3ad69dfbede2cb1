/// The tutorial's charm with its real workload, FastAPI under uvicorn, in a real Pebble; and in a
/// State. What must be true afterwards is asserted by the same lines.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "charm.h"
#include "daemon.h"
#include "ops/pebble/http_client.h"
#include "ops/testing/doctest.h"

namespace pebble = ops::pebble;
namespace testing = ops::testing;
using dispatch::Daemon, dispatch::Lines, dispatch::Machine;

namespace {

/// What is to be seen after pebble-ready, in either world.
struct Seen {
  pebble::Plan plan = {};
  std::string unit_status = {};
  bool is_active = false;
};

void check_is_up(const Seen& seen) {
  const pebble::Plan expected_plan{
      .services = {{"fastapi-service",
                    {
                        .summary = "fastapi demo",
                        .startup = pebble::Startup::enabled,
                        .override = pebble::Override::replace,
                        .command = "uvicorn api_demo_server.app:app --host=0.0.0.0 --port=8000",
                    }}},
  };
  CHECK(seen.plan == expected_plan);
  CHECK(seen.unit_status == "active");
  CHECK(seen.is_active);
}

/// The status that the charm has set last.
std::string status_set_by(const Lines& tools) {
  constexpr std::string_view kCall = "status-set --application=False ";
  std::string status;
  for (const std::string& tool : tools)
    if (tool.starts_with(kCall))
      status = tool.substr(kCall.size(), tool.find(" -- ") - kCall.size());
  return status;
}

/// The answer of the server at port 8000 of this machine; empty while there is none.
std::string get(const std::string& path) {
  const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(8000);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    const std::string request = "GET " + path + " HTTP/1.0\r\n\r\n";
    if (write(server, request.data(), request.size()) > 0) {
      char bytes[4096];
      for (ssize_t got = 0; (got = read(server, bytes, sizeof bytes)) > 0;)
        answer.append(bytes, static_cast<std::size_t>(got));
    }
  }
  close(server);
  return answer;
}

/// Waits for the server, which needs a while to load.
std::string get_when_up(const std::string& path) {
  std::string answer;
  for (int tries = 0; tries < 300 && (answer = get(path)).empty(); ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  return answer;
}

}  // namespace

TEST_CASE("in a State") {
  testing::Context<FastApiDemoCharm> ctx;
  const testing::Container container{.name = "demo-server", .can_connect = true};
  const testing::State out =
      ctx.run(ctx.on.pebble_ready(container), {.containers = {container}, .leader = true});
  const testing::Container& left = out.get_container("demo-server");
  check_is_up(
      {.plan = left.plan(),
       .unit_status = std::string(name_of(out.unit_status)),
       .is_active = left.service_statuses["fastapi-service"] == pebble::ServiceStatus::active});
}

TEST_CASE("as Juju dispatches it, with the server in a real Pebble") {
  const std::string workload = std::getenv("OPS_WORKLOAD");
  const Machine machine(dispatch::read(CHARMCRAFT_YAML));
  std::filesystem::create_symlink(workload + "/bin/uvicorn", machine.bin() / "uvicorn");
  const Daemon daemon(machine, {"PYTHONPATH=" E2E_FOLDER, "PYTHONDONTWRITEBYTECODE=1"});
  const dispatch::Result result = machine.dispatch(FASTAPI_DEMO, "hooks/demo-server-pebble-ready",
                                                   {"JUJU_WORKLOAD_NAME=demo-server"});
  REQUIRE(result.exit_code == 0);
  CHECK(get_when_up("/version").find(R"({"version":"1.0.2"})") != std::string::npos);

  pebble::HttpClient client(daemon.socket().string());
  const auto services = client.get_services({"fastapi-service"});
  REQUIRE(services.size() == 1);
  check_is_up({.plan = client.get_plan(),
               .unit_status = status_set_by(result.tools),
               .is_active = services[0].is_running()});
}
