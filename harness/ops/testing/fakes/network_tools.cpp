#include "ops/testing/fakes/network_tools.h"

namespace ops::testing {

namespace {

juju::Network told(const Network& network) {
  base::ListBuilder<juju::BindAddress> bound;
  for (const BindAddress& one : network.bind_addresses) {
    base::ListBuilder<juju::Address> addresses;
    for (const Address& address : one.addresses)
      addresses.add({.hostname = address.hostname, .value = address.value, .cidr = address.cidr});
    bound.add({.mac_address = one.mac_address.value_or(""),
               .interface_name = one.interface_name,
               .addresses = addresses.done()});
  }
  return {.bind_addresses = bound.done(),
          .egress_subnets = network.egress_subnets,
          .ingress_addresses = network.ingress_addresses};
}

bool is_bound(const meta::CharmMeta& meta, const std::string& binding) {
  if (binding == "juju-info" || meta.extra_bindings.contains(binding)) return true;
  const meta::RelationMeta* endpoint = meta.find_relation(binding);
  return endpoint && endpoint->scope == meta::RelationScope::global;
}

// ---- ports

struct PortRange {
  std::string protocol;
  int first;
  int last;
};

bool is_port(int number) {
  constexpr int kLast = 65535;
  return number >= 1 && number <= kLast;
}

std::string text_of(const PortRange& range) {
  return std::to_string(range.first) + '-' + std::to_string(range.last) + '/' + range.protocol;
}

/// `tool` fails when there is no such range; that of icmp has no numbers.
PortRange range_of(const char* tool, const juju::Port& port) {
  const PortRange range{.protocol = port.protocol.value_or("tcp"),
                        .first = port.port.value_or(0),
                        .last = port.to_port ? *port.to_port : port.port.value_or(0)};
  const bool is_icmp = range.protocol == "icmp";
  if (!is_icmp && range.protocol != "tcp" && range.protocol != "udp")
    fail_tool({tool}, "invalid protocol \"" + range.protocol +
                          "\", expected \"tcp\", \"udp\", or \"icmp\"");
  if (is_icmp && port.port)
    fail_tool({tool}, "protocol \"icmp\" doesn't support any ports; got \"" + text_of(range) + '"');
  if (!is_icmp && !port.port)
    fail_tool({tool}, "expected <port>[/<protocol>] or <from>-<to>[/<protocol>] or icmp; got \"" +
                          range.protocol + '"');
  if (!is_icmp && (!is_port(range.first) || !is_port(range.last) || range.first > range.last))
    fail_tool({tool}, "invalid port range " + text_of(range));
  return range;
}

Port port_of(const std::string& protocol, int number) {
  if (protocol == "tcp") return TCPPort{.port = number};
  if (protocol == "udp") return UDPPort{.port = number};
  return ICMPPort{};
}

std::string key_of(const std::string& protocol, int number) {
  return protocol == "icmp" ? protocol : protocol + '/' + std::to_string(number);
}

juju::Port told(const Port& port) {
  if (const auto* tcp = port.get_if<TCPPort>()) return {.protocol = "tcp", .port = int{tcp->port}};
  if (const auto* udp = port.get_if<UDPPort>()) return {.protocol = "udp", .port = int{udp->port}};
  return {.protocol = "icmp"};
}

}  // namespace

juju::Network network_get(const World& world, const std::string& binding) {
  if (!is_bound(world.meta, binding))
    fail_tool({"network-get", binding},
              "no network config found for binding \"" + binding + "\": relation not found");
  const Network* network = world.state.networks.find(binding);
  return told(network ? *network : Network{.binding_name = binding});
}

void open_port(World& world, const juju::Port& port) {
  const PortRange range = range_of("open-port", port);
  Set<Port>& opened = world.state.opened_ports;
  for (int number = range.first; number <= range.last; ++number)
    opened = opened.with(port_of(range.protocol, number));
}

void close_port(World& world, const juju::Port& port) {
  const PortRange range = range_of("close-port", port);
  Set<Port>& opened = world.state.opened_ports;
  for (int number = range.first; number <= range.last; ++number)
    opened = opened.without(key_of(range.protocol, number));
}

List<juju::Port> opened_ports(const World& world, bool endpoints) {
  base::ListBuilder<juju::Port> all;
  for (const Port& port : world.state.opened_ports) {
    juju::Port one = told(port);
    if (endpoints) one.endpoints = List<std::string>{"*"};
    all.add(one);
  }
  return all.done();
}

}  // namespace ops::testing
