#include "ops/testing/consistency/event_checks.h"
#include "ops/testing/consistency/names.h"

namespace ops::testing::consistency {

namespace {

constexpr Place kRelation = {"Event.relation", "State.relations"};

bool is_about_unit(std::string_view name) {
  return name.ends_with("_joined") || name.ends_with("_changed") || name.ends_with("_departed");
}

/// Which unit an event is about that does not say so.
void check_remote_unit(const Subject& subject, const AnyRelation& relation, Findings& findings) {
  const Event& event = subject.event;
  if (event.remote_unit || !is_about_unit(event.name)) return;
  const List<int> units = remote_units_of(relation);
  const std::string where = "State.relations[" + std::to_string(id_of(relation)) + "]";
  const std::string begin = "Event.remote_unit: " + std::string(event.name);
  if (units.empty())
    findings.error(begin + " is about a remote unit, and " + where +
                   " has none; pass one there, or its number as remote_unit");
  else
    findings.warning(begin + " does not say which, so it is about " + std::to_string(units[0]) +
                     ", the " + (units.size() == 1 ? "only" : "first") + " remote unit of " +
                     where + "; pass remote_unit");
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
  const AnyRelation* found = find_relation(all, id);
  check_in_state(
      kRelation, relation, found, all, [id] { return "relation " + std::to_string(id); }, findings);
  if (found) check_remote_unit(subject, *found, findings);
}

}  // namespace ops::testing::consistency
