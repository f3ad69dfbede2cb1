#include "ops/model/network.h"

#include "model_fixture.h"

using namespace ops;
using Calls = std::vector<std::string>;

namespace {

constexpr const char* kPlain =
    R"({"bind-addresses": [{"interface-name": "eth0", "addresses": [)"
    R"({"value": "10.1.2.3", "cidr": "10.1.2.0/24"}, {"value": "10.1.2.4", "cidr": ""}]}, )"
    R"({"interface-name": "lo", "addresses": null}, )"
    R"({"interface-name": "eth1", "addresses": [{"value": "", "cidr": ""}]}], )"
    R"("ingress-addresses": ["lb.example.com", "2001:DB8::1"], "egress-subnets": ["10.0.0.1"]})";

}  // namespace

TEST_CASE("each address of an interface is one interface") {
  ModelFixture on;
  on.answer("network-get", "*", kPlain);
  const Network& network = on.model.get_binding("db").network();
  const NetworkAddress first{.text = "10.1.2.3", .ip_version = 4};
  CHECK(network.interfaces == base::List<NetworkInterface>{
                                  {.name = "eth0", .address = first, .subnet = "10.1.2.0/24"},
                                  {.name = "eth0",
                                   .address = NetworkAddress{.text = "10.1.2.4", .ip_version = 4},
                                   .subnet = "10.1.2.4/32"},
                                  {.name = "eth1"}});
  CHECK(network.egress_subnets == base::List<std::string>{"10.0.0.1/32"});
  CHECK(network.bind_address() == base::Optional<NetworkAddress>(first));
}

TEST_CASE("what is no IP address stays as it is, and is logged") {
  ModelFixture on;
  on.answer("network-get", "*", kPlain);
  const Network& network = on.model.get_binding("db").network();
  CHECK(network.ingress_addresses ==
        base::List<NetworkAddress>{{.text = "lb.example.com"},
                                   {.text = "2001:db8::1", .ip_version = 6}});
  CHECK_FALSE(network.ingress_address()->is_ip());
  CHECK(on.logger.lines ==
        std::vector<std::string>{"DEBUG could not cast lb.example.com to IPv4/v6 address"});
}

TEST_CASE("a network without anything has no address") {
  ModelFixture on;
  on.answer("network-get", "*", "{}");
  const Network& network = on.model.get_binding("db").network();
  CHECK_FALSE(network.bind_address());
  CHECK_FALSE(network.ingress_address());
}

TEST_CASE("a network is asked for once for each endpoint and each relation") {
  ModelFixture on;
  on.answer("network-get", "*", kPlain);
  const Relation& db = *on.model.get_relation("db");
  (void)on.calls();
  for (int i = 0; i < 2; ++i) {
    (void)on.model.get_binding("db").network();
    (void)on.model.get_binding(db).network();
  }
  CHECK(on.model.get_binding(db).name() == "db");
  CHECK(on.calls() == Calls{"network-get --format=json db", "network-get --format=json -r 1 db"});
}

TEST_CASE("a relation that is gone has the network of its endpoint") {
  ModelFixture on;
  on.answer("network-get", "--format=json db", kPlain);
  CHECK(on.model.get_binding(*on.model.get_relation("db")).network().interfaces.size() == 3);
  CHECK_THROWS_AS((void)on.model.get_binding("web").network(), RelationNotFoundError);
}

TEST_CASE("a subnet that is none is refused, and asked for again") {
  ModelFixture on;
  on.answer("network-get", "*", R"({"egress-subnets": ["10.0.0.1/8"]})");
  Binding& binding = on.model.get_binding("db");
  CHECK_THROWS_WITH_AS((void)binding.network(),
                       "subnet '10.0.0.1/8': it has bits set behind its prefix", ParseError);
  on.answer("network-get", "*", R"({"egress-subnets": ["10.0.0.0/8"]})");
  CHECK(binding.network().egress_subnets == base::List<std::string>{"10.0.0.0/8"});
}
