#include "ops/testing/consistency/checks.h"
#include "ops/testing/consistency/names.h"

namespace ops::testing::consistency {

namespace {

constexpr std::string_view kJujuInfo = "juju-info";  // every charm has this endpoint

/// A subordinate's endpoint has no network of its own.
bool can_be_bound(const meta::CharmMeta& meta, const std::string& binding) {
  if (binding == kJujuInfo || meta.extra_bindings.find(binding)) return true;
  const meta::RelationMeta* endpoint = meta.find_relation(binding);
  return endpoint && endpoint->scope != meta::RelationScope::container;
}

std::string names_of_bindings(const meta::CharmMeta& meta) {
  std::string names(kJujuInfo);
  add_names(names, meta.extra_bindings);
  for (const auto* endpoints : {&meta.requires_, &meta.provides, &meta.peers})
    for (const auto& [name, endpoint] : *endpoints)
      if (can_be_bound(meta, name)) names += ", " + name;
  return names;
}

}  // namespace

void check_networks_are_declared(const Subject& subject, Findings& findings) {
  const meta::CharmMeta& meta = subject.meta;
  for (const Network& network : subject.state.networks) {
    if (can_be_bound(meta, network.binding_name)) continue;
    const bool is_endpoint = meta.find_relation(network.binding_name);
    findings.error("State.networks: '" + network.binding_name + "' is " +
                   (is_endpoint ? "an endpoint with the scope container, which has no network of "
                                  "its own"
                                : "no binding of the charm") +
                   "; pass one of: " + names_of_bindings(meta));
  }
}

void check_networks_are_single(const Subject& subject, Findings& findings) {
  for_each_double(
      subject.state.networks,
      [](const Network& a, const Network& b) { return a.binding_name == b.binding_name; },
      [&](const Network& network) {
        findings.error("State.networks: '" + network.binding_name +
                       "' stands there twice; pass one of them");
      });
}

void check_extra_bindings_are_no_endpoints(const Subject& subject, Findings& findings) {
  for (const auto& [name, nothing] : subject.meta.extra_bindings)
    if (subject.meta.find_relation(name))
      findings.error("'" + name +
                     "' in the charm's metadata: it is an extra binding and an endpoint; rename "
                     "one of them");
}

}  // namespace ops::testing::consistency
