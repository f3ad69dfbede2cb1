/// Networks.
#include "charm.h"
#include "errors.h"
#include "operations.h"

namespace scripted {

namespace {

using Address = ops::base::Optional<ops::NetworkAddress>;

Json told(const Address& address) { return address ? Json(address->text) : Json(); }
/// As Python's str() has it.
std::string text(const Address& address) { return address ? address->text : "None"; }

ops::Binding& binding_of(Subject& subject, const Json& a) {
  ops::Model& model = subject.charm.model();
  if (a.contains("endpoint")) return model.get_binding(relation_of(subject, a));
  if (a.at("binding").is_string()) return model.get_binding(a["binding"].get<std::string>());
  throw ops::ModelError(std::string("binding key must be str or relation instance, not ") +
                        (a["binding"].is_null() ? "NoneType" : "int"));
}

/// What both operations tell.
Json common(const ops::Network& network) {
  Json ingress = Json::array();
  for (const ops::NetworkAddress& address : network.ingress_addresses)
    ingress.push_back(address.text);
  Json egress = Json::array();
  for (const std::string& subnet : network.egress_subnets) egress.push_back(subnet);
  return {{"bind_address", told(network.bind_address())},
          {"ingress_address", told(network.ingress_address())},
          {"ingress_addresses", ingress},
          {"egress_subnets", egress}};
}

Json network(Subject& subject, const Json& a) {
  const ops::Network& network = binding_of(subject, a).network();
  Json all = common(network);
  all["interfaces"] = Json::array();
  for (const ops::NetworkInterface& one : network.interfaces)
    all["interfaces"].push_back({one.name, text(one.address)});
  const Address ingress = network.ingress_address();
  if (ingress && ingress->text.empty()) all["ingress_address"] = nullptr;
  return all;
}

Json network_full(Subject& subject, const Json& a) {
  const ops::Network& network = binding_of(subject, a).network();
  Json all = common(network);
  all["interfaces"] = Json::array();
  for (const ops::NetworkInterface& one : network.interfaces)
    all["interfaces"].push_back({one.name, told(one.address), one.subnet.value_or("None")});
  all["is_ip"] = Json::array();
  for (const ops::NetworkAddress& address : network.ingress_addresses)
    all["is_ip"].push_back(address.is_ip());
  return all;
}

constexpr Operation kOperations[] = {
    {"network", network},
    {"network_full", network_full},
    {"network_relation", network_full},
};

}  // namespace

Operations network_operations() { return kOperations; }

}  // namespace scripted
