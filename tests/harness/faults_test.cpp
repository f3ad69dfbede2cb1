/// What goes wrong with a Pebble, when a Container says so.
#include "driving.h"
#include "ops/testing/pending_events.h"
#include "ops/testing/state/pebble_memory.h"

using namespace ops::testing;
namespace pebble = ops::pebble;
using pebble::ServiceStatus;

namespace {

const pebble::Layer kLayer{
    .services = {{"app", {.override = pebble::Override::replace, .command = "server"}}}};

Container web_with(const Faults& faults) {
  return {.name = "web",
          .can_connect = true,
          .layers = {{"base", kLayer}},
          .service_statuses = {{"app", ServiceStatus::active}},
          .faults = faults};
}

}  // namespace

TEST_CASE("the connection is lost at a call, and stays so until the event is over") {
  const Container web = web_with({.lost_at_call = 2});
  const Container after = driven(web, [](ops::Container& container) {
    (void)container.get_plan();
    CHECK_THROWS_WITH_AS((void)container.get_plan(),
                         "cannot connect to Pebble in container 'web': call 2 of this event finds "
                         "no Pebble (Container::faults)",
                         pebble::ConnectionError);
    CHECK_FALSE(container.can_connect());
  });
  CHECK(after == web);
}

TEST_CASE("a call is refused, and does nothing") {
  const Container web = web_with({.failing_call = 1, .code = 503, .message = "not now"});
  const Container after = driven(web, [](ops::Container& container) {
    try {
      container.add_layer("more", kLayer);
      FAIL("it was taken");
    } catch (const pebble::APIError& error) {
      CHECK(error.code() == 503);
      CHECK(std::string(error.what()) == "not now");
    }
    CHECK(container.get_plan().services.size() == 1);
  });
  CHECK(after == web);
}

TEST_CASE("an answer comes too late, for what was done all the same") {
  const Container after = driven(web_with({.late_call = 1}), [](ops::Container& container) {
    CHECK_THROWS_AS(container.push("/file", "content"), pebble::TimeoutError);
  });
  CHECK(after.files["/file"].content == "content");
}

TEST_CASE("on a full disk nothing is written") {
  const Container web = web_with({.disk_full = true});
  const Container after = driven(web, [](ops::Container& container) {
    CHECK_THROWS_WITH_AS(container.push("/file", "content"),
                         "generic-file-error - write /file.0~: no space left on device",
                         pebble::PathError);
    CHECK_THROWS_AS(container.make_dir("/dir"), pebble::PathError);
  });
  CHECK(after.files.empty());
}

TEST_CASE("a container that is started anew has forgotten what is no file") {
  Context<Driving> ctx(kSmall, [](ops::Container& container) {
    CHECK(container.get_plan().services.empty());
    container.add_layer("base", kLayer);
    container.start({"app"});
  });
  Container web = web_with({.restarts = true});
  web.files = {{"/kept", {.content = "kept"}}};
  State state{.containers = {web}};
  state = ctx.run(ctx.on.pebble_ready(web), state);
  const Container after = state.get_container("web");
  CHECK(after.files["/kept"].content == "kept");
  CHECK(after.service_statuses["app"] == ServiceStatus::active);
  CHECK_FALSE(after.faults);
  CHECK(after.memory->services[0].phase == Phase::running);
}

TEST_CASE("and Juju says that it is ready again, once") {
  Context<Driving> ctx(kSmall, [](ops::Container&) {});
  State state{.containers = {web_with({.restarts = true})}};
  state = ctx.run(ctx.on.update_status(), state);
  const Container after = state.get_container("web");
  CHECK(after.layers.empty());
  CHECK(after.service_statuses.empty());
  REQUIRE(pending_events(state).size() == 1);
  CHECK(pending_events(state)[0].name == "web_pebble_ready");
  state = ctx.run(pending_events(state)[0], state);
  CHECK(pending_events(state).empty());
}
