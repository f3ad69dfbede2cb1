#pragma once
/// The ports that a unit opens.

#include "ops/base/value.h"

namespace ops {

/// `ops.Port`
struct Port {
  base::Required<std::string> protocol;  ///< "tcp", "udp" or "icmp"
  base::Optional<int> port = {};         ///< None for icmp.
  OPS_VALUE(Port);
};

/// What Unit::set_ports takes: a number is a TCP port.
struct AnyPort {
  AnyPort(int number) : port{.protocol = "tcp", .port = number} {}
  AnyPort(const Port& given) : port(given) {}
  Port port;
};

}  // namespace ops
