/// Programs that fail, end and are restarted, and what Pebble does about them.
#include "driving.h"
#include "ops/testing/state/pebble_memory.h"

using namespace ops::testing;
namespace pebble = ops::pebble;
using ops::base::Duration;
using pebble::OnExit, pebble::Override, pebble::Service, pebble::ServiceStatus;

namespace {

Container container_of(const Service& service, const Program& program) {
  return {.name = "web",
          .can_connect = true,
          .layers = {{"base", {.services = {{"app", service}}}}},
          .programs = {{"server", program}}};
}

std::string start_error(const Container& container) {
  static std::string message;
  driven(container, [](ops::Container& web) {
    try {
      web.start({"app"});
      message = "no error";
    } catch (const pebble::ChangeError& error) {
      message = error.what();
    }
  });
  return message;
}

ServiceStatus status_of(const Container& container) { return container.service_statuses["app"]; }

const Service kApp{.override = Override::replace, .command = "/usr/bin/server --port 80"};

}  // namespace

TEST_CASE("a program that nobody describes runs for ever") {
  Container web = container_of(kApp, {});
  web.programs = {};
  CHECK(start_error(web) == "no error");
}

TEST_CASE("a service that ends within a second has not started") {
  Service ignored = kApp;
  ignored.on_failure = OnExit::ignore;
  const Program failing{
      .output = "one\n", .error_output = "two\n", .exits_after = Duration("300ms"), .exit_code = 3};
  CHECK(start_error(container_of(ignored, failing)) ==
        "cannot perform the following tasks:\n"
        "- Start service \"app\" (service start attempt: exited quickly with code 3, will ignore)\n"
        "----- Logs from task 0 -----\n"
        "INFO Most recent service output:\n"
        "    one\n"
        "    two\n"
        "ERROR service start attempt: exited quickly with code 3, will ignore\n"
        "-----");
}

TEST_CASE("one that ends later has") {
  CHECK(start_error(container_of(kApp, {.exits_after = Duration("1100ms"), .exit_code = 3})) ==
        "no error");
}

TEST_CASE("a program's first starts can fail") {
  const Container web = container_of(kApp, {.failing_starts = 1});
  const Container after = driven(web, [](ops::Container& container) {
    CHECK_THROWS_AS(container.start({"app"}), pebble::ChangeError);
    container.start({"app"});
  });
  CHECK(status_of(after) == ServiceStatus::active);
}

TEST_CASE("a program that ignores SIGTERM is killed") {
  const Container web = container_of(kApp, {.ignores = {"SIGTERM"}});
  const Container after = driven(web, [](ops::Container& container) {
    container.start({"app"});
    container.stop({"app"});
  });
  CHECK(status_of(after) == ServiceStatus::inactive);
}

TEST_CASE("a replan restarts what runs by another configuration, also one of an earlier event") {
  const Container changed = driven(container_of(kApp, {}), [](ops::Container& web) {
    web.start({"app"});
    web.add_layer("more", "services: {app: {override: merge, environment: {A: b}}}");
  });
  CHECK(*changed.memory->services[0].started_with == kApp);
  const Container after = driven(changed, [](ops::Container& web) {
    const std::string id = web.pebble().replan_services();
    CHECK(web.pebble().get_change(id).tasks.size() == 2);
    const std::string again = web.pebble().replan_services();
    CHECK(web.pebble().get_change(again).tasks.empty());
  });
  CHECK_FALSE(after.memory->services[0].started_with);
  CHECK(status_of(after) == ServiceStatus::active);
}

TEST_CASE("a service whose end shuts Pebble down takes the connection with it") {
  Service ending = kApp;
  ending.on_success = OnExit::shutdown;
  const Container web = container_of(ending, {.exits_after = Duration("1500ms")});
  const Container after = driven(web, [](ops::Container& container) {
    container.start({"app"});
    container.pebble().add_layer("more", "services: {other: {override: replace, command: sleep 9}}",
                                 false);
    CHECK_THROWS_AS(container.start({"other"}), pebble::ConnectionError);
    CHECK_FALSE(container.can_connect());
  });
  CHECK_FALSE(after.can_connect);
}
