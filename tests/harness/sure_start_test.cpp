/// A start that is sure to succeed is not played, and must end as one that is.
#include "driving.h"

using namespace ops::testing;
namespace pebble = ops::pebble;

namespace {

const pebble::Service kEnabled{.startup = pebble::Startup::enabled,
                               .override = pebble::Override::replace,
                               .command = "sleep 1000"};
const pebble::Service kOther{.override = pebble::Override::replace, .command = "/bin/serve --now"};

using Act = void (*)(ops::Container& web);

/// How `act` leaves a container; when anything is known of any program, all of it is played, and
/// what Pebble remembers of that is left out.
Container left_by(Act act, const Map<std::string, Program>& programs) {
  Container container =
      driven({.name = "web",
              .can_connect = true,
              .layers = {{"base", {.services = {{"a", kEnabled}, {"b", kOther}}}}},
              .programs = programs},
             act);
  container.programs = {};
  container.memory = {};
  return container;
}

Container left_by(Act act) {
  const Container sure = left_by(act, {});
  CHECK(sure == left_by(act, {{"nobody", {}}}));
  return sure;
}

void push_note(ops::Container& web) { web.push("/note", "x"); }

}  // namespace

TEST_CASE("services that start are active, and those that nobody asked for are not there") {
  using Statuses = Map<std::string, pebble::ServiceStatus>;
  const Statuses first{{"a", pebble::ServiceStatus::active}};
  const Statuses second{{"b", pebble::ServiceStatus::active}};
  CHECK(left_by([](ops::Container& web) { web.replan(); }).service_statuses == first);
  CHECK(left_by([](ops::Container& web) { web.autostart(); }).service_statuses == first);
  CHECK(left_by([](ops::Container& web) { web.start({"b"}); }).service_statuses == second);
  CHECK(left_by([](ops::Container& web) { web.restart({"b", "b"}); }).service_statuses == second);
}

TEST_CASE("a second has passed") {
  CHECK(left_by([](ops::Container& web) {
          web.replan();
          push_note(web);
        }) != left_by(push_note));
}

TEST_CASE("what comes next finds the services running") {
  left_by([](ops::Container& web) {
    web.replan();
    CHECK(web.get_service("a").is_running());
    CHECK_FALSE(web.get_service("b").is_running());
    CHECK(web.pebble().get_changes(pebble::ChangeState::all, "a").size() == 1);
  });
  left_by([](ops::Container& web) {
    web.start({"b"});
    web.replan();
    web.restart({"a"});
  });
  left_by([](ops::Container& web) {
    web.replan();
    web.add_layer("more", pebble::Layer{.services = {{"a", kOther}}}, {.combine = true});
    web.replan();
  });
}

TEST_CASE("what cannot be started is refused") {
  left_by([](ops::Container& web) { CHECK_THROWS_AS(web.start({"c"}), pebble::APIError); });
}
