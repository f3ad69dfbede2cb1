/// HttpClient against the real Pebble, which OPS_PEBBLE names.

#include <doctest/doctest.h>

#include "real_pebble.h"

using namespace ops::pebble;
using ops::base::Duration;

namespace {

Layer sleeping(const std::string& command = "sleep 1000") {
  return {.summary = "demo layer",
          .description = "pebble config layer for the demo",
          .services = {{"web",
                        {.summary = "web server",
                         .startup = Startup::enabled,
                         .override = Override::replace,
                         .command = command}}}};
}

/// Of the service that all tests have.
OneOf<ServiceStatus, std::string> status(Client& client) {
  return client.get_services({"web"})[0].current;
}

}  // namespace

TEST_CASE("a service of a layer starts with replan and stops when it is told to") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  CHECK(client.get_services({}).empty());
  CHECK(client.get_plan() == Plan{});

  client.add_layer("demo", sleeping(), true);
  CHECK(client.get_services({})[0] == ServiceInfo{.name = "web",
                                                  .startup = Startup::enabled,
                                                  .current = ServiceStatus::inactive});
  CHECK(client.replan_services() == "1");
  CHECK(status(client) == ServiceStatus::active);
  CHECK(client.get_plan().services == sleeping().services);

  CHECK(client.replan_services() == "2");  // nothing to do is a change as well
  CHECK(client.restart_services({"web"}) == "3");
  CHECK(status(client) == ServiceStatus::active);
  CHECK(client.stop_services({"web"}) == "4");
  CHECK(status(client) == ServiceStatus::inactive);
  CHECK(client.autostart_services() == "5");
  CHECK(status(client) == ServiceStatus::active);

  const Change change = client.get_change("1");
  CHECK(change.kind == "replan");
  CHECK(change.status == "Done");
  CHECK(change.ready);
  CHECK(change.tasks[0].summary == "Start service \"web\"");
}

TEST_CASE("the version is Pebble's") {
  Daemon daemon;
  CHECK(HttpClient(daemon.socket_path()).get_system_info().version.starts_with("v1."));
}

TEST_CASE("a layer of a label that is there is refused, or combined when that is asked for") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  client.add_layer("demo", sleeping(), false);
  CHECK(refusal([&] { client.add_layer("demo", sleeping(), false); }) ==
        "400 Bad Request: layer \"demo\" already exists");
  client.add_layer("demo", sleeping("sleep 2000"), true);
  CHECK(client.get_plan().services["web"].command == "sleep 2000");
}

TEST_CASE("what Pebble refuses comes in its words") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  CHECK(refusal([&] { client.start_services({"nobody"}); }) ==
        "400 Bad Request: cannot start services: service \"nobody\" does not exist");
  CHECK(refusal([&] { client.start_services({}); }) ==
        "400 Bad Request: must specify services for start action");
  CHECK(refusal([&] { client.get_change("99"); }) ==
        "404 Not Found: cannot find change with id \"99\"");
  CHECK(refusal([&] { client.wait_change("99", Duration("1s")); }) ==
        "404 Not Found: cannot find change with id \"99\"");
  CHECK(refusal([&] { client.add_layer("", sleeping(), false); }) ==
        "400 Bad Request: label must be set");
  CHECK(client.get_services({"nobody"}).empty());
}

TEST_CASE("a layer that Pebble cannot take comes back in its words, and changes nothing") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  CHECK(refusal([&] { client.add_layer("demo", "services: [", false); }) ==
        "400 Bad Request: cannot parse layer YAML: cannot parse layer \"demo\": yaml: line 1: did "
        "not find expected node content");
  CHECK(refusal([&] { client.add_layer("demo", "services: {web: {command: x}}", false); }) ==
        "400 Bad Request: layer \"demo\" must define \"override\" for service \"web\"");
  CHECK(client.get_plan() == Plan{});
}

TEST_CASE("a service that ends at once is a ChangeError with its output") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  client.add_layer("demo", sleeping("sh -c 'echo no config; exit 3'"), true);
  try {
    client.replan_services();
    FAIL("nothing was thrown");
  } catch (const ChangeError& error) {
    CHECK(error.change_id() == "1");
    CHECK(error.err() ==
          "cannot perform the following tasks:\n- Start service \"web\" (service start "
          "attempt: exited quickly with code 3, will restart)");
    const std::string text = error.what();
    CHECK(text.starts_with(error.err() + "\n----- Logs from task 0 -----\n"));
    CHECK(text.find("no config") != text.npos);
    CHECK(text.ends_with("\n-----"));
  }
}

TEST_CASE("a program that is not there is a ChangeError as well") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  client.add_layer("demo", sleeping("/no/such/program"), true);
  CHECK_THROWS_AS(client.start_services({"web"}), ChangeError);
  CHECK(status(client) == ServiceStatus::inactive);
}

TEST_CASE("a change that takes longer than one may wait is a TimeoutError, and goes on") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  client.add_layer("demo", sleeping(), true);
  // A start takes a second: so long must a service live to count as started.
  CHECK_THROWS_WITH_AS(client.start_services({"web"}, Duration("300ms")),
                       "timed out waiting for change 1 (0.3 seconds)", TimeoutError);
  CHECK_FALSE(client.get_change("1").ready);
  CHECK(client.wait_change("1", Duration("10s")).status == "Done");
}

TEST_CASE("a wait may be longer than one request's timeout") {
  Daemon daemon;
  HttpClient client(daemon.socket_path(), Duration("900ms"));
  client.add_layer("demo", sleeping(), true);
  client.start_services({"web"});
  CHECK(status(client) == ServiceStatus::active);
}

TEST_CASE("a plan of hundreds of services, which comes in chunks, is read whole") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  Layer layer;
  for (int i = 0; i < 500; ++i)
    layer.services = layer.services.with("service-" + std::to_string(i),
                                         {.override = Override::replace, .command = "sleep 1000"});
  client.add_layer("many", layer, true);
  CHECK(client.get_plan().services == layer.services);
  CHECK(client.get_services({}).size() == 500);
}

TEST_CASE("a Pebble that was stopped cannot be reached any more") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  client.get_system_info();
  daemon.stop();
  CHECK_THROWS_AS(client.get_system_info(), ConnectionError);
}
