#pragma once
/// The network that an endpoint is bound to.

#include "ops/base/value.h"

namespace ops {

class Logger;
namespace juju {
struct Network;
}

/// An IP address, or a name that Juju could not resolve.
struct NetworkAddress {
  std::string text = {};  ///< An IP address is spelt in one way alone: "2001:db8::1".
  int ip_version = 0;     ///< 4 or 6; 0 for what is no IP address.
  OPS_VALUE(NetworkAddress);

  bool is_ip() const { return ip_version != 0; }
};

/// One address of an interface of this unit's; one with several addresses stands for each.
/// `ops.NetworkInterface`.
struct NetworkInterface {
  std::string name = {};                        ///< "eth0"
  base::Optional<NetworkAddress> address = {};  ///< None where Juju tells none.
  base::Optional<std::string> subnet = {};      ///< "10.1.2.0/24"; or that of the address alone.
  OPS_VALUE(NetworkInterface);
};

/// `ops.Network`. A subnet is always written with the length of its prefix: "10.9.0.0/16",
/// "10.0.0.1/32", "2001:db8::/64".
struct Network {
  base::List<NetworkInterface> interfaces = {};
  /// Where other units reach this one.
  base::List<NetworkAddress> ingress_addresses = {};
  /// Where they see it come from.
  base::List<std::string> egress_subnets = {};
  OPS_VALUE(Network);

  /// The first interface's: what the workload should listen at. None when there is none.
  base::Optional<NetworkAddress> bind_address() const;
  /// The first of ingress_addresses; none when there is none.
  base::Optional<NetworkAddress> ingress_address() const;
};

/// What network-get told. Logs what is no IP address. Throws ParseError for a subnet that is none,
/// or that has bits behind its prefix.
Network read_network(const juju::Network& told, Logger& logger);

}  // namespace ops
