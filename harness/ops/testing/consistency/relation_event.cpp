#include "ops/testing/consistency/event_checks.h"
#include "ops/testing/consistency/names.h"

namespace ops::testing::consistency {

namespace {

constexpr Place kRelation = {"Event.relation", "State.relations"};

/// The units on the other side, as far as an event may be about the first of them.
struct Units {
  std::size_t count = 0;
  int first = 0;
};

Units units_in(const Map<int, Databag>& data) {
  return has_any(data) ? Units{data.size(), data.begin()->key} : Units{};
}

Units units_of(const AnyRelation& relation) {
  if (const auto* regular = relation.get_if<Relation>())
    return units_in(regular->remote_units_data);
  if (const auto* peer = relation.get_if<PeerRelation>()) return units_in(peer->peers_data);
  return {1, relation.get_if<SubordinateRelation>()->remote_unit_id};
}

bool is_about_unit(std::string_view name) {
  return name.ends_with("_joined") || name.ends_with("_changed") || name.ends_with("_departed");
}

/// Which unit an event is about that does not say so.
void check_remote_unit(const Subject& subject, const AnyRelation& relation, Findings& findings) {
  const Event& event = subject.event;
  if (event.remote_unit || !is_about_unit(event.name)) return;
  const Units units = units_of(relation);
  const std::string where = "State.relations[" + std::to_string(id_of(relation)) + "]";
  const std::string begin = "Event.remote_unit: " + std::string(event.name);
  if (units.count == 0)
    findings.error(begin + " is about a remote unit, and " + where +
                   " has none; pass one there, or its number as remote_unit");
  else
    findings.warning(begin + " does not say which, so it is about " + std::to_string(units.first) +
                     ", the " + (units.count == 1 ? "only" : "first") + " remote unit of " + where +
                     "; pass remote_unit");
}

}  // namespace

void check_relation_event(const Subject& subject, Findings& findings) {
  const Event& event = subject.event;
  if (!event.relation) {
    report_missing(subject, "relation", "a relation", findings);
    return;
  }
  const AnyRelation& relation = *event.relation;
  const auto& all = subject.state.relations;
  const int id = id_of(relation);
  check_event_name(subject, "endpoint", endpoint_of(relation), findings);
  const AnyRelation* found =
      find_first(all, [id](const AnyRelation& one) { return id_of(one) == id; });
  check_in_state(
      kRelation, relation, found, all, [id] { return "relation " + std::to_string(id); }, findings);
  if (found) check_remote_unit(subject, *found, findings);
}

}  // namespace ops::testing::consistency
