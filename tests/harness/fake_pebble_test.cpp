/// The fake Pebble, as a charm meets it: where Scenario's mock differs, the real one counts.
#include "driving.h"

using namespace ops::testing;
namespace pebble = ops::pebble;
using ops::base::List, ops::base::Map;
using pebble::Layer, pebble::Override, pebble::Service, pebble::ServiceStatus, pebble::Startup;

namespace {

/// What the charm's exception said, without what the harness says before it.
std::string error_of(const Container& container, Driving::Drive drive) {
  try {
    (void)driven(container, drive);
  } catch (const UncaughtCharmError& error) {
    const std::string text = error.what();
    return text.substr(text.find("ops::"));
  }
  return "none";
}

Service service(Startup startup, const List<std::string>& required = {}) {
  return {.startup = startup,
          .override = Override::replace,
          .command = "sleep 1000",
          .requires_ = required};
}

/// web requires db; job is not enabled.
const Layer kLayer{.services = {{"web", service(Startup::enabled, {"db"})},
                                {"db", service(Startup::disabled)},
                                {"job", service(Startup::disabled)}}};
const Container kWeb{.name = "web", .can_connect = true, .layers = {{"base", kLayer}}};

using Statuses = Map<std::string, ServiceStatus>;

}  // namespace

TEST_CASE("replan starts what is enabled, and what that requires") {
  CHECK(driven(kWeb, [](ops::Container& web) { web.replan(); }).service_statuses ==
        Statuses{{"db", ServiceStatus::active}, {"web", ServiceStatus::active}});
}

TEST_CASE("start starts what it names, and what that requires") {
  CHECK(driven(kWeb, [](ops::Container& web) { web.start({"job"}); }).service_statuses ==
        Statuses{{"job", ServiceStatus::active}});
  CHECK(driven(kWeb, [](ops::Container& web) { web.start({"web"}); }).service_statuses ==
        Statuses{{"db", ServiceStatus::active}, {"web", ServiceStatus::active}});
}

TEST_CASE("stop stops what it names, and what requires that") {
  Container running = kWeb;
  running.service_statuses = {{"db", ServiceStatus::active}, {"web", ServiceStatus::active}};
  CHECK(driven(running, [](ops::Container& web) { web.stop({"db"}); }).service_statuses ==
        Statuses{{"db", ServiceStatus::inactive}, {"web", ServiceStatus::inactive}});
}

TEST_CASE("an action on a service that the plan does not have is refused with Pebble's words") {
  CHECK(error_of(kWeb, [](ops::Container& web) { web.start({"zz"}); }) ==
        "ops::pebble::APIError: cannot start services: service \"zz\" does not exist");
  CHECK(error_of(kWeb, [](ops::Container& web) { web.stop({}); }) ==
        "ops::RuntimeError: stop expected at least 1 argument, got 0");
}

TEST_CASE("autostart with nothing to start is refused") {
  const Container idle{.name = "web", .can_connect = true};
  CHECK(error_of(idle, [](ops::Container& web) { web.autostart(); }) ==
        "ops::pebble::APIError: no default services");
  CHECK(driven(idle, [](ops::Container& web) { web.replan(); }) == idle);
}

TEST_CASE("services are told by name, with how they are") {
  driven(kWeb, [](ops::Container& web) {
    web.start({"job"});
    const auto all = web.get_services();
    REQUIRE(all.size() == 3);
    CHECK(all[0] == pebble::ServiceInfo{.name = "db"});
    CHECK(all[1] == pebble::ServiceInfo{.name = "job", .current = ServiceStatus::active});
    CHECK(all[2] == pebble::ServiceInfo{.name = "web", .startup = Startup::enabled});
    CHECK(web.get_services({"web", "zz"}).size() == 1);
    CHECK(web.get_service("job").is_running());
    CHECK_THROWS_AS((void)web.get_service("zz"), ops::ModelError);
  });
}

TEST_CASE("a layer that Pebble would refuse is refused, and changes nothing") {
  CHECK(error_of(kWeb, [](ops::Container& web) {
          web.add_layer("more", Layer{.services = {{"x", {}}}});
        }) == "ops::pebble::APIError: layer \"more\" must define \"override\" for service \"x\"");
  CHECK(driven(kWeb, [](ops::Container& web) {
          CHECK_THROWS_AS(web.add_layer("base", kLayer), pebble::APIError);
        }) == kWeb);
}

TEST_CASE("a layer may be given as YAML") {
  const Container after = driven(kWeb, [](ops::Container& web) {
    web.add_layer("more", "services: {job: {override: merge, startup: enabled}}");
  });
  CHECK(after.plan().services["job"].startup == Startup::enabled);
  CHECK(after.plan().services["job"].command == "sleep 1000");
}

TEST_CASE("no call reaches a container that cannot connect") {
  const Container away{.name = "web"};
  for (const Driving::Drive drive : {
           Driving::Drive([](ops::Container& web) { (void)web.get_plan(); }),
           Driving::Drive([](ops::Container& web) { (void)web.get_services(); }),
           Driving::Drive([](ops::Container& web) { web.add_layer("base", kLayer); }),
           Driving::Drive([](ops::Container& web) { web.add_layer("base", ""); }),
           Driving::Drive([](ops::Container& web) { web.replan(); }),
           Driving::Drive([](ops::Container& web) { web.autostart(); }),
           Driving::Drive([](ops::Container& web) { web.start({"web"}); }),
           Driving::Drive([](ops::Container& web) { web.stop({"web"}); }),
           Driving::Drive([](ops::Container& web) { web.restart({"web"}); }),
       })
    CHECK(error_of(away, drive)
              .starts_with("ops::pebble::ConnectionError: cannot connect to "
                           "Pebble in container 'web'"));
  driven(away, [](ops::Container& web) { CHECK_FALSE(web.can_connect()); });
}

TEST_CASE("replan starts a service that has failed when it has changed since") {
  Container failed = kWeb;
  failed.service_statuses = {{"job", ServiceStatus::error}};
  const Container as_it_was = driven(failed, [](ops::Container& web) { web.replan(); });
  CHECK(as_it_was.service_statuses["job"] == ServiceStatus::error);
  const Container changed = driven(failed, [](ops::Container& web) {
    web.add_layer("new", "services: {job: {override: merge, command: sleep 2000}}");
    web.replan();
  });
  CHECK(changed.service_statuses["job"] == ServiceStatus::active);
}
