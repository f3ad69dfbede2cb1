#include <optional>

#include "ops/testing/consistency/checks.h"
#include "ops/testing/consistency/names.h"

namespace ops::testing::consistency {

namespace {

using meta::CharmMeta, meta::RelationMeta, meta::RelationRole, meta::RelationScope;

std::string_view kind_of(const AnyRelation& relation) {
  if (relation.get_if<Relation>()) return "Relation";
  return relation.get_if<PeerRelation>() ? "PeerRelation" : "SubordinateRelation";
}

std::string field_of(int id) { return "State.relations[" + std::to_string(id) + "]"; }

std::string names_of_endpoints(const CharmMeta& meta) {
  return names_of(meta.requires_, meta.provides, meta.peers);
}

/// The kind of relation that an endpoint takes, and why. A PeerRelation at an endpoint that is no
/// peer's is let pass, as upstream does.
struct Wanted {
  explicit Wanted(const RelationMeta& endpoint)
      : peers(endpoint.role == RelationRole::peer),
        subordinate(!peers && endpoint.scope == RelationScope::container) {}

  bool is_met_by(const AnyRelation& relation) const {
    if (peers) return relation.get_if<PeerRelation>();
    return subordinate == bool(relation.get_if<SubordinateRelation>());
  }
  std::string_view kind() const {
    return peers ? "PeerRelation" : subordinate ? "SubordinateRelation" : "Relation";
  }
  std::string_view why() const {
    return peers         ? "is under 'peers'"
           : subordinate ? "has the scope container"
                         : "has the scope global";
  }

  bool peers;
  bool subordinate;
};

void check_kind(const AnyRelation& relation, const RelationMeta& endpoint, Findings& findings) {
  const Wanted wanted(endpoint);
  if (!wanted.is_met_by(relation))
    findings.error(field_of(id_of(relation)) + ": it is a " + std::string(kind_of(relation)) +
                   ", but '" + endpoint_of(relation) + "' " + std::string(wanted.why()) +
                   "; pass a " + std::string(wanted.kind()));
}

void check_peers(const Subject& subject, const PeerRelation& peers, Findings& findings) {
  for (const auto& [unit, databag] : peers.peers_data)
    if (unit == subject.unit_id)
      findings.error(field_of(peers.id) + ".peers_data: " + std::to_string(unit) +
                     " is the unit under test; pass its data as local_unit_data");
}

}  // namespace

/// One pass over the relations. Those of one endpoint mostly follow each other, so each endpoint is
/// looked up once; those of one id always do, as the Set has them in the order of their ids.
void check_relations(const Subject& subject, Findings& findings) {
  const std::string* known = nullptr;
  const RelationMeta* endpoint = nullptr;
  std::optional<int> before;
  for (const AnyRelation& relation : subject.state.relations) {
    const std::string& name = endpoint_of(relation);
    const int id = id_of(relation);
    if (!known || *known != name) endpoint = subject.meta.find_relation(name);
    if (endpoint)
      check_kind(relation, *endpoint, findings);
    else
      findings.error(undeclared(field_of(id) + ".endpoint", name, kEndpointNames,
                                "'requires', 'provides' or 'peers'",
                                names_of_endpoints(subject.meta)));
    if (const auto* peers = relation.get_if<PeerRelation>()) check_peers(subject, *peers, findings);
    if (before == id)
      findings.error("State.relations: two have the id " + std::to_string(id) +
                     "; give one of them another");
    known = &name;
    before = id;
  }
}

void check_endpoints_are_single(const Subject& subject, Findings& findings) {
  const CharmMeta& meta = subject.meta;
  const auto report = [&](const auto& among, const auto& others) {
    if (!has_any(among) || !has_any(others)) return;
    for (const auto& [name, endpoint] : among)
      if (others.find(name))
        findings.error("'" + name +
                       "' in the charm's metadata: it is an endpoint in two of 'requires', "
                       "'provides' and 'peers'; rename one of them");
  };
  report(meta.requires_, meta.provides);
  report(meta.peers, meta.requires_);
  report(meta.peers, meta.provides);
}

}  // namespace ops::testing::consistency
