#include "ops/model/port.h"

#include "ops/base/fields.h"
#include "ops/base/log.h"
#include "ops/base/text.h"
#include "ops/juju/backend.h"
#include "ops/model/model.h"

namespace ops {

OPS_KEY(Port, protocol, port)
OPS_FIELDS(Port, protocol, port)

namespace {

juju::Port told(const std::string& protocol, const base::Optional<int>& port) {
  return {.protocol = protocol, .port = port};
}

bool is_known(const std::string& protocol) {
  return protocol == "tcp" || protocol == "udp" || protocol == "icmp";
}

/// "Port(protocol='tcp', port=8000, to_port=8002, endpoints=None)"
std::string shown(const juju::Port& range) {
  return "Port(protocol=" + base::python_quoted(*range.protocol) +
         ", port=" + std::to_string(*range.port) + ", to_port=" + std::to_string(*range.to_port) +
         ", endpoints=None)";
}

/// Those of `ports` that `others` lacks.
base::Set<Port> without(const base::Set<Port>& ports, const base::Set<Port>& others) {
  base::Set<Port> rest;
  for (const Port& port : ports)
    if (!others.contains(port)) rest = rest.with(port);
  return rest;
}

}  // namespace

void Unit::open_port(std::string_view protocol, const base::Optional<int>& port) {
  model_->backend().ask(&juju::HookTools::open_port, told(base::lowered(protocol), port));
}

void Unit::close_port(std::string_view protocol, const base::Optional<int>& port) {
  model_->backend().ask(&juju::HookTools::close_port, told(base::lowered(protocol), port));
}

base::Set<Port> Unit::opened_ports() {
  Logger& logger = model_->parts().logger;
  base::Set<Port> all;
  for (const juju::Port& one : model_->backend().ask(&juju::HookTools::opened_ports, false)) {
    const std::string protocol = one.protocol.value_or("tcp");
    if (!is_known(protocol)) {
      logger.warning("Unexpected opened-ports protocol: " + protocol);
      continue;
    }
    if (one.to_port) logger.warning("Ignoring opened-ports port range: " + shown(one));
    all = all.with({.protocol = protocol, .port = one.port});
  }
  return all;
}

void Unit::set_ports(const base::Set<Port>& ports) {
  juju::Backend& backend = model_->backend();
  const base::Set<Port> opened = opened_ports();
  for (const Port& extra : without(opened, ports))
    backend.ask(&juju::HookTools::close_port, told(extra.protocol, extra.port));
  for (const Port& missing : without(ports, opened))
    backend.ask(&juju::HookTools::open_port, told(missing.protocol, missing.port));
}

void Unit::set_ports(std::initializer_list<AnyPort> ports) {
  base::Set<Port> all;
  for (const AnyPort& one : ports) all = all.with(one.port);
  set_ports(all);
}

}  // namespace ops
