/// Networks and ports.
#include "acting.h"
#include "ops/model/binding.h"

using namespace ops::testing;
using ops::base::List;
using ops::base::Set;

namespace {

const ContextOptions kOptions{.meta =
                                  "name: web\n"
                                  "requires: {db: {interface: postgresql}, log: {interface: "
                                  "loki, scope: container}}\n"
                                  "extra-bindings: {admin: null}\n"};

std::string addresses(Acting& charm, const char* binding) {
  const ops::Network& network = charm.model().get_binding(binding).network();
  return network.bind_address()->text + " " + network.ingress_address()->text + " " +
         network.egress_subnets[0];
}

}  // namespace

TEST_CASE("an endpoint is bound to the network that the State has for it") {
  const State state{
      .networks = {{.binding_name = "db",
                    .bind_addresses = {{.addresses = {{.value = "10.0.0.1", .cidr = "10.0.0.0/24"}},
                                        .interface_name = "eth0"}},
                    .ingress_addresses = {"203.0.113.7"},
                    .egress_subnets = {"203.0.113.0/24"}}}};
  (void)run_start(kOptions, state, [](Acting& charm) {
    CHECK(addresses(charm, "db") == "10.0.0.1 203.0.113.7 203.0.113.0/24");
  });
}

TEST_CASE("without one it is bound to a default network") {
  (void)run_start(kOptions, State{}, [](Acting& charm) {
    for (const char* binding : {"db", "admin", "juju-info"})
      CHECK(addresses(charm, binding) == "192.0.2.0 192.0.2.0 192.0.2.0/24");
  });
}

TEST_CASE("there is no network for what metadata does not bind, nor for a subordinate's endpoint") {
  (void)run_start(kOptions, State{}, [](Acting& charm) {
    for (const char* binding : {"nope", "log"})
      CHECK_THROWS_AS((void)charm.model().get_binding(binding).network(),
                      ops::RelationNotFoundError);
  });
}

TEST_CASE("the ports that a charm opens and closes are in the State") {
  const State state{.opened_ports = {TCPPort{.port = 80}, UDPPort{.port = 53}}};
  const State after = run_start(kOptions, state, [](Acting& charm) {
    charm.unit().open_port("tcp", 443);
    charm.unit().open_port("tcp", 443);
    charm.unit().open_port("icmp", {});
    charm.unit().close_port("udp", 53);
    charm.unit().close_port("udp", 54);
    CHECK(charm.unit().opened_ports().size() == 3);
  });
  CHECK(after.opened_ports == Set<Port>{TCPPort{.port = 80}, TCPPort{.port = 443}, ICMPPort{}});
}

TEST_CASE("the same number is another port for another protocol") {
  const State after =
      run_start(kOptions, State{.opened_ports = {UDPPort{.port = 53}}}, [](Acting& charm) {
        charm.unit().open_port("tcp", 53);
        charm.unit().close_port("udp", 53);
      });
  CHECK(after.opened_ports == Set<Port>{TCPPort{.port = 53}});
}

TEST_CASE("all but the ports that are set are closed") {
  const State state{.opened_ports = {TCPPort{.port = 80}, UDPPort{.port = 53}}};
  const State after = run_start(kOptions, state, [](Acting& charm) {
    charm.unit().set_ports({80, 8080});
  });
  CHECK(after.opened_ports == Set<Port>{TCPPort{.port = 80}, TCPPort{.port = 8080}});
}

TEST_CASE("what is no port cannot be opened") {
  const State after = run_start(kOptions, State{}, [](Acting& charm) {
    CHECK_THROWS_WITH_AS(charm.unit().open_port("tcp", 0), "ERROR invalid port range 0-0/tcp\n",
                         ops::ModelError);
    CHECK_THROWS_AS(charm.unit().open_port("udp", 65536), ops::ModelError);
    CHECK_THROWS_AS(charm.unit().open_port("tcp", {}), ops::ModelError);
    CHECK_THROWS_AS(charm.unit().open_port("icmp", 1), ops::ModelError);
    CHECK_THROWS_AS(charm.unit().open_port("sctp", 1), ops::ModelError);
    charm.unit().open_port("tcp", 1);
    charm.unit().open_port("udp", 65535);
  });
  CHECK(after.opened_ports == Set<Port>{TCPPort{.port = 1}, UDPPort{.port = 65535}});
}
