#include "ops/testing/consistency/check.h"

#include <tuple>

#include "ops/testing/consistency/checks.h"

namespace ops::testing {

namespace {

using namespace consistency;

/// In the order of their findings.
constexpr Check kChecks[] = {
    check_containers_are_declared,
    check_containers_are_single,
    check_execs_are_single,
    check_check_infos_are_single,
    check_check_infos_are_in_plan,
    check_config,
    check_resources_are_declared,
    check_resources_are_single,
    check_event_is_known,
    check_workload_event,
    check_storages_are_declared,
    check_relations_are_declared,
    check_relations_fit_their_endpoint,
    check_relation_ids_are_single,
    check_endpoints_are_single,
    check_peers_leave_out_own_unit,
    check_networks_are_declared,
    check_networks_are_single,
    check_extra_bindings_are_no_endpoints,
    check_cloud_spec,
    check_stored_states_are_single,
    check_ports,
    check_secrets_have_content,
    check_secrets_are_single,
    check_planned_units,
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
  for (const Check check : kChecks) check(subject, findings);
  if (!findings.errors.empty()) throw InconsistentScenarioError(joined(event, findings.errors));
  if (findings.warnings.empty()) return {};
  return {findings.warnings.data(), findings.warnings.size()};
}

}  // namespace ops::testing
