/// The consistency checker's rules for relations and networks.

#include "consistency_test.h"

using namespace ops::testing;

namespace {

constexpr const char* kEndpoints = R"(
requires: {db: {interface: a}, host: {interface: b, scope: container}}
provides: {web: {interface: c}}
peers: {cluster: {interface: d}}
extra-bindings: {admin: }
)";

std::string errors_of(const AnyRelation& relation) {
  return Situation{.meta = kEndpoints}.errors({.relations = {relation}});
}

std::string errors_of_network(const std::string& binding) {
  return Situation{.meta = kEndpoints}.errors({.networks = {Network{.binding_name = binding}}});
}

}  // namespace

TEST_CASE("A relation's endpoint is declared") {
  CHECK(errors_of(Relation{.endpoint = "db"}) == "");
  CHECK(errors_of(Relation{.endpoint = "bd", .id = 3}) ==
        "State.relations[3].endpoint: 'bd' is not in the charm's metadata; declare it under "
        "'requires', 'provides' or 'peers', or pass one of: db, host, web, cluster");
  CHECK(errors_of(SubordinateRelation{.endpoint = "bd"}) != "");
  CHECK(errors_of(PeerRelation{.endpoint = "bd"}) != "");
  CHECK(Situation{}.errors({.relations = {Relation{.endpoint = "db"}}}) ==
        "State.relations[1].endpoint: 'db' is not in the charm's metadata; declare it under "
        "'requires', 'provides' or 'peers'");
}

TEST_CASE("A relation's endpoint is a name") {
  CHECK(errors_of(Relation{.endpoint = "db--a"}) ==
        "State.relations[1].endpoint: 'db--a' is not valid; pass an endpoint's name: lower-case "
        "letters and digits in words joined by '-' or '_', a letter first");
  CHECK(errors_of(Relation{.endpoint = ""}) != "");
}

TEST_CASE("At a peer's endpoint is a PeerRelation") {
  CHECK(errors_of(PeerRelation{.endpoint = "cluster"}) == "");
  CHECK(errors_of(Relation{.endpoint = "cluster"}) ==
        "State.relations[1]: it is a Relation, but 'cluster' is under 'peers'; pass a "
        "PeerRelation");
  CHECK(errors_of(SubordinateRelation{.endpoint = "cluster"}) != "");
}

TEST_CASE("A PeerRelation is let pass at an endpoint that is no peer's") {
  CHECK(errors_of(PeerRelation{.endpoint = "db"}) == "");
}

TEST_CASE("At an endpoint with the scope container is a SubordinateRelation, and only there") {
  CHECK(errors_of(SubordinateRelation{.endpoint = "host"}) == "");
  CHECK(errors_of(Relation{.endpoint = "host"}) ==
        "State.relations[1]: it is a Relation, but 'host' has the scope container; pass a "
        "SubordinateRelation");
  CHECK(errors_of(PeerRelation{.endpoint = "host"}) != "");
  CHECK(errors_of(Relation{.endpoint = "web"}) == "");
  CHECK(errors_of(SubordinateRelation{.endpoint = "web"}) ==
        "State.relations[1]: it is a SubordinateRelation, but 'web' has the scope global; pass a "
        "Relation");
}

TEST_CASE("Relations have different ids, whatever their kind and endpoint") {
  const Situation situation{.meta = kEndpoints};
  const Relation db{.endpoint = "db", .id = 1};
  CHECK(situation.errors({.relations = {db, Relation{.endpoint = "db", .id = 2}}}) == "");
  CHECK(situation.errors({.relations = {db, Relation{.endpoint = "web", .id = 1}}}) ==
        "State.relations: two have the id 1; give one of them another");
  CHECK(situation.errors({.relations = {PeerRelation{.endpoint = "cluster", .id = 1},
                                        Relation{.endpoint = "web", .id = 2}, db}}) ==
        "State.relations: two have the id 1; give one of them another");
}

TEST_CASE("An endpoint has one role") {
  CHECK(Situation{.meta = kEndpoints}.errors({}) == "");
  CHECK(Situation{.meta = "{requires: {a: {interface: i}}, provides: {a: {interface: i}}}"}.errors(
            {}) ==
        "'a' in the charm's metadata: it is an endpoint in two of 'requires', 'provides' and "
        "'peers'; rename one of them");
  CHECK(Situation{.meta = "{requires: {a: {interface: i}}, peers: {a: {interface: i}}}"}.errors(
            {}) != "");
  CHECK(Situation{.meta = "{provides: {a: {interface: i}}, peers: {a: {interface: i}}}"}.errors(
            {}) != "");
}

TEST_CASE("A unit is not among its own peers") {
  const auto errors_of_unit = [](int unit_id, int peer) {
    return Situation{.meta = kEndpoints, .unit_id = unit_id}.errors(
        {.relations = {
             PeerRelation{.endpoint = "cluster", .id = 4, .peers_data = {{peer, {{"a", "b"}}}}}}});
  };
  CHECK(errors_of_unit(0, 1) == "");
  CHECK(errors_of_unit(1, 0) == "");
  CHECK(errors_of_unit(0, 0) ==
        "State.relations[4].peers_data: 0 is the unit under test; pass its data as "
        "local_unit_data");
  CHECK(errors_of_unit(42, 42) != "");
}

TEST_CASE("A network is of an endpoint, an extra binding or juju-info") {
  for (const char* binding : {"db", "web", "cluster", "admin", "juju-info"})
    CHECK_MESSAGE(errors_of_network(binding) == "", binding);
  CHECK(errors_of_network("bd") ==
        "State.networks: 'bd' is no binding of the charm; pass one of: juju-info, admin, db, web, "
        "cluster");
}

TEST_CASE("An endpoint with the scope container has no network") {
  CHECK(errors_of_network("host") ==
        "State.networks: 'host' is an endpoint with the scope container, which has no network of "
        "its own; pass one of: juju-info, admin, db, web, cluster");
}

TEST_CASE("A network stands in the State once") {
  const Situation situation{.meta = kEndpoints};
  const Network db{.binding_name = "db"};
  CHECK(situation.errors({.networks = {db, Network{.binding_name = "web"}}}) == "");
  CHECK(situation.errors({.networks = {db, Network{.binding_name = "db", .egress_subnets = {}}}}) ==
        "State.networks: 'db' stands there twice; pass one of them");
}

TEST_CASE("An extra binding is not an endpoint too") {
  CHECK(Situation{.meta = "{extra-bindings: {a: }, peers: {b: {interface: i}}}"}.errors({}) == "");
  CHECK(Situation{.meta = "{extra-bindings: {a: }, peers: {a: {interface: i}}}"}.errors({}) ==
        "'a' in the charm's metadata: it is an extra binding and an endpoint; rename one of them");
}
