#include "ops/testing/consistency/check.h"

#include <tuple>

#include "ops/testing/consistency/checks.h"

namespace ops::testing {

namespace {

using namespace consistency;

bool always(const Subject&) { return true; }
template <auto Member>
bool has(const Subject& subject) {
  return has_any(subject.state.*Member);
}
template <EventKind Kind>
bool of(const Subject& subject) {
  return subject.event.kind == Kind;
}
bool has_extra_bindings(const Subject& subject) { return has_any(subject.meta.extra_bindings); }

/// When there is something to check, and the check.
struct Row {
  bool (*applies)(const Subject& subject);
  Check check;
};

/// In the order of their findings.
constexpr Row kRows[] = {
    {has<&State::containers>, check_containers_are_declared},
    {has<&State::containers>, check_containers_are_single},
    {has<&State::containers>, check_execs_are_single},
    {has<&State::containers>, check_check_infos_are_single},
    {has<&State::containers>, check_check_infos_are_in_plan},
    {has<&State::config>, check_config},
    {has<&State::resources>, check_resources_are_declared},
    {has<&State::resources>, check_resources_are_single},
    {of<EventKind::fixed>, check_event_is_known},
    {of<EventKind::custom>, check_custom_event},
    {of<EventKind::relation>, check_relation_event},
    {of<EventKind::workload>, check_workload_event},
    {of<EventKind::action>, check_action_event},
    {of<EventKind::storage>, check_storage_event},
    {of<EventKind::secret>, check_secret_event},
    {has<&State::storages>, check_storages_are_declared},
    {has<&State::relations>, check_relations},
    {always, check_endpoints_are_single},
    {has<&State::networks>, check_networks_are_declared},
    {has<&State::networks>, check_networks_are_single},
    {has_extra_bindings, check_extra_bindings_are_no_endpoints},
    {always, check_cloud_spec},
    {has<&State::stored_states>, check_stored_states_are_single},
    {has<&State::stored_states>, check_stored_states_are_simple},
    {has<&State::opened_ports>, check_ports},
    {has<&State::secrets>, check_secrets},
    {always, check_planned_units},
};

std::string joined(const Event& event, const std::vector<std::string>& errors) {
  std::string text =
      "cannot run " + event.name +
      ": Juju could never be in this state at this event; change what is named here:";
  for (const std::string& error : errors) text += "\n  " + error;
  return text;
}

}  // namespace

bool consistency::Subject::is_juju_since(int major, int minor, int patch) const {
  const int own_patch = juju_version.tag.empty() ? juju_version.patch : 0;
  return std::tuple(juju_version.major, juju_version.minor, own_patch) >=
         std::tuple(major, minor, patch);
}

List<std::string> check_consistency(const meta::CharmMeta& meta, const Event& event,
                                    const State& state, const JujuVersion& juju_version,
                                    int unit_id) {
  const Subject subject{meta, event, state, juju_version, unit_id};
  Findings findings;
  for (const Row& row : kRows)
    if (row.applies(subject)) row.check(subject, findings);
  if (!findings.errors.empty()) throw InconsistentScenarioError(joined(event, findings.errors));
  if (findings.warnings.empty()) return {};
  return {findings.warnings.data(), findings.warnings.size()};
}

}  // namespace ops::testing
