/// A State of what a charm declares.
#include "ops/ops.h"
#include "ops/testing/doctest.h"
#include "ops/testing/testing.h"

using namespace ops::testing;
using ops::base::List, ops::base::Set;

namespace {

struct DeclaringCharm : ops::CharmBase {
  using CharmBase::CharmBase;
};

const ContextOptions kOptions{.meta = R"(
name: demo
requires: {db: {interface: pg}, host: {interface: h, scope: container}}
provides: {web: {interface: http}}
peers: {cluster: {interface: c}}
containers: {app: , proxy: }
storage: {data: {type: filesystem}}
config: {options: {port: {type: int, default: 80}, debug: {type: boolean, default: false},
                   name: {type: string}, none: {type: string, default: }}}
)"};

State from(const State& given = {}) {
  return State::from_context(Context<DeclaringCharm>(kOptions), given);
}

}  // namespace

TEST_CASE("a State from a Context has all that the charm declares") {
  CHECK(from() ==
        State{.config = {{"port", 80}, {"debug", false}},
              .relations = {Relation{.endpoint = "db", .interface = "pg", .id = 1},
                            SubordinateRelation{.endpoint = "host", .interface = "h", .id = 2},
                            Relation{.endpoint = "web", .interface = "http", .id = 3},
                            PeerRelation{.endpoint = "cluster", .interface = "c", .id = 4}},
              .containers = {Container{.name = "app", .can_connect = true},
                             Container{.name = "proxy", .can_connect = true}},
              .storages = {Storage{.name = "data"}}});
}

TEST_CASE("a State from a Context is consistent for every event") {
  Context<DeclaringCharm> ctx(kOptions);
  const State state = State::from_context(ctx);
  CHECK_NOTHROW((void)ctx.run(ctx.on.start(), state));
  CHECK_NOTHROW((void)ctx.run(ctx.on.pebble_ready(state.get_container("app")), state));
}

TEST_CASE("what is given stands in the place of what is declared") {
  const Container app{.name = "app"};
  const State state = from({.config = {{"port", 8080}},
                            .relations = {Relation{.endpoint = "web", .id = 2}},
                            .containers = {app},
                            .storages = {Storage{.name = "data", .index = 5}}});
  CHECK(state.config == Config{{"port", 8080}, {"debug", false}});
  CHECK(state.get_relations("web") == List<AnyRelation>{Relation{.endpoint = "web", .id = 2}});
  CHECK(state.containers == Set<Container>{app, Container{.name = "proxy", .can_connect = true}});
  CHECK(state.storages == Set<Storage>{Storage{.name = "data", .index = 5}});
}

TEST_CASE("relations get numbers that no given one has") {
  const State state = from({.relations = {Relation{.endpoint = "web", .id = 2}}});
  List<int> ids;
  for (const AnyRelation& relation : state.relations) ids = ids.with(id_of(relation));
  CHECK(ids == List<int>{1, 2, 3, 4});
}

TEST_CASE("what is given is kept, though nothing declares it, and so is the rest of the State") {
  const State state = from({.config = {{"other", "x"}},
                            .containers = {Container{.name = "stray"}},
                            .leader = true,
                            .planned_units = 3});
  CHECK(state.config["other"] == ConfigValue("x"));
  CHECK(state.containers.find("stray"));
  CHECK(state.leader);
  CHECK(state.planned_units == 3);
}
