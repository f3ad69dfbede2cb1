#include "ops/model/network.h"

#include "ops/base/fields.h"
#include "ops/base/list_builder.h"
#include "ops/base/log.h"
#include "ops/juju/records.h"
#include "ops/model/ip_address.h"

namespace ops {

OPS_FIELDS(NetworkAddress, text, ip_version)
OPS_FIELDS(NetworkInterface, name, address, subnet)
OPS_FIELDS(Network, interfaces, ingress_addresses, egress_subnets)

namespace {

NetworkAddress read_address(const std::string& told, Logger& logger) {
  if (const base::Optional<IpAddress> ip = parse_ip(told))
    return {.text = text_of(*ip), .ip_version = ip->version};
  logger.debug("could not cast " + told + " to IPv4/v6 address");
  return {.text = told};
}

NetworkInterface read_interface(const std::string& name, const juju::Address& told,
                                Logger& logger) {
  NetworkInterface read{.name = name};
  if (!told.value.empty()) read.address = read_address(told.value, logger);
  const std::string& subnet = told.cidr.empty() ? told.value : told.cidr;
  if (!subnet.empty()) read.subnet = normal_subnet(subnet);
  return read;
}

}  // namespace

Network read_network(const juju::Network& told, Logger& logger) {
  base::ListBuilder<NetworkInterface> interfaces;
  for (const juju::BindAddress& bound : told.bind_addresses)
    for (const juju::Address& address : bound.addresses)
      interfaces.add(read_interface(bound.interface_name, address, logger));
  base::ListBuilder<NetworkAddress> ingress;
  for (const std::string& address : told.ingress_addresses)
    ingress.add(read_address(address, logger));
  base::ListBuilder<std::string> egress;
  for (const std::string& subnet : told.egress_subnets) egress.add(normal_subnet(subnet));
  return {.interfaces = interfaces.done(),
          .ingress_addresses = ingress.done(),
          .egress_subnets = egress.done()};
}

base::Optional<NetworkAddress> Network::bind_address() const {
  if (interfaces.empty()) return {};
  return interfaces[0].address;
}

base::Optional<NetworkAddress> Network::ingress_address() const {
  if (ingress_addresses.empty()) return {};
  return ingress_addresses[0];
}

}  // namespace ops
