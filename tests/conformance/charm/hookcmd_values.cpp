#include "hookcmd_values.h"

#include "arguments.h"
#include "ops/base/iso_time.h"
#include "ops/base/values.h"

namespace scripted {

namespace {

namespace juju = ops::juju;

/// Python has no nanoseconds: it rounds them.
Json told(const ops::base::Timestamp& time) {
  constexpr std::int64_t kHalfMicrosecond = 500;
  return {{"!datetime", ops::base::iso_time(time.since_epoch_ns() + kHalfMicrosecond) + "+00:00"}};
}

Json told_if_any(const juju::Optional<ops::base::Timestamp>& time) {
  return time ? told(*time) : Json();
}

Json told(const juju::Map<std::string, juju::Goal>& goals) {
  Json all = Json::object();
  for (const auto& [name, goal] : goals)
    all[name] = {{"status", goal.status}, {"since", told(goal.since)}};
  return all;
}

Json told(const juju::CloudCredential& credential) {
  return {{"auth_type", credential.auth_type},
          {"attributes", scripted::told(credential.attributes)},
          {"redacted", scripted::told(credential.redacted)}};
}

Json told(const juju::BindAddress& one) {
  Json addresses = Json::array();
  for (const juju::Address& address : one.addresses)
    addresses.push_back(
        {{"hostname", address.hostname}, {"value", address.value}, {"cidr", address.cidr}});
  return {{"mac_address", one.mac_address},
          {"interface_name", one.interface_name},
          {"addresses", addresses}};
}

Json told(const juju::Port& port) {
  return {{"protocol", scripted::told(port.protocol)},
          {"port", scripted::told(port.port)},
          {"to_port", scripted::told(port.to_port)},
          {"endpoints", port.endpoints ? scripted::told(*port.endpoints) : Json()}};
}

}  // namespace

Json told(const juju::Map<std::string, ops::base::Json>& values) {
  Json all = Json::object();
  for (const auto& [key, value] : values) all[key] = told(value);
  return all;
}

Json told(const ops::base::Config& options) {
  Json all = Json::object();
  for (const auto& [key, value] : options) all[key] = Json::parse(ops::base::to_json(value));
  return all;
}

Json told(const juju::UnitStatus& status) {
  return {{"status", status.status},
          {"message", status.message},
          {"status_data", told(status.status_data)}};
}

Json told(const juju::AppStatus& status) {
  Json units = Json::object();
  for (const auto& [name, unit] : status.units) units[name] = told(unit);
  return {{"status", status.status},
          {"message", status.message},
          {"status_data", told(status.status_data)},
          {"units", units}};
}

Json told(const juju::CloudSpec& cloud) {
  return {{"type", cloud.type},
          {"name", cloud.name},
          {"region", told(cloud.region)},
          {"endpoint", told(cloud.endpoint)},
          {"identity_endpoint", told(cloud.identity_endpoint)},
          {"storage_endpoint", told(cloud.storage_endpoint)},
          {"credential", cloud.credential ? told(*cloud.credential) : Json()},
          {"ca_certificates", told(cloud.ca_certificates)},
          {"skip_tls_verify", cloud.skip_tls_verify},
          {"is_controller_cloud", cloud.is_controller_cloud}};
}

Json told(const juju::GoalState& state) {
  Json relations = Json::object();
  for (const auto& [endpoint, goals] : state.relations) relations[endpoint] = told(goals);
  return {{"units", told(state.units)}, {"relations", relations}};
}

Json told(const juju::Network& network) {
  Json addresses = Json::array();
  for (const juju::BindAddress& one : network.bind_addresses) addresses.push_back(told(one));
  return {{"bind_addresses", addresses},
          {"egress_subnets", told(network.egress_subnets)},
          {"ingress_addresses", told(network.ingress_addresses)}};
}

Json told(const juju::SecretInfo& info) {
  return {{"id", info.id},
          {"label", told(info.label)},
          {"revision", info.revision},
          {"description", told(info.description)},
          {"expiry", told_if_any(info.expiry)},
          {"rotation", told(info.rotation)},
          {"rotates", told_if_any(info.rotates)}};
}

Json told(const juju::List<juju::Port>& ports) {
  Json all = Json::array();
  for (const juju::Port& one : ports) all.push_back(told(one));
  return all;
}

}  // namespace scripted
