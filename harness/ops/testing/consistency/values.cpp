/// What upstream's classes refuse when they are made.

#include "ops/testing/consistency/checks.h"

namespace ops::testing::consistency {

namespace {

constexpr int kLastPort = 65535;

/// None: a port without a number.
const int* number_of(const Port& port) {
  if (const auto* tcp = port.get_if<TCPPort>()) return &static_cast<const int&>(tcp->port);
  if (const auto* udp = port.get_if<UDPPort>()) return &static_cast<const int&>(udp->port);
  return nullptr;
}

}  // namespace

void check_ports(const Subject& subject, Findings& findings) {
  for (const Port& port : subject.state.opened_ports) {
    const int* number = number_of(port);
    if (number && (*number < 1 || *number > kLastPort))
      findings.error("State.opened_ports: " + std::to_string(*number) +
                     " is no port; pass one from 1 to 65535");
  }
}

void check_planned_units(const Subject& subject, Findings& findings) {
  if (subject.state.planned_units < 0)
    findings.error("State.planned_units: it is " + std::to_string(subject.state.planned_units) +
                   "; pass 0 or more");
}

}  // namespace ops::testing::consistency
