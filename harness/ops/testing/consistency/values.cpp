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

std::string field_of(const Secret& secret, std::string_view member) {
  return "State.secrets[" + secret.id + "]." + std::string(member);
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

void check_secrets_have_content(const Subject& subject, Findings& findings) {
  for (const Secret& secret : subject.state.secrets) {
    if (secret.tracked_content.empty())
      findings.error(field_of(secret, "tracked_content") + ": it is empty; pass a key and a value");
    else if (secret.latest_content.empty())
      findings.error(field_of(secret, "latest_content") + ": it is empty; pass a key and a value");
  }
}

/// Those without an id are left alone: they get one each.
void check_secrets_are_single(const Subject& subject, Findings& findings) {
  for_each_double(
      subject.state.secrets,
      [](const Secret& a, const Secret& b) { return !a.id.empty() && a.id == b.id; },
      [&](const Secret& secret) {
        findings.error("State.secrets: two have the id '" + secret.id +
                       "'; give one of them another");
      });
}

void check_planned_units(const Subject& subject, Findings& findings) {
  if (subject.state.planned_units < 0)
    findings.error("State.planned_units: it is " + std::to_string(subject.state.planned_units) +
                   "; pass 0 or more");
}

}  // namespace ops::testing::consistency
