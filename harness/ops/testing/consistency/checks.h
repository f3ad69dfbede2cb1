#pragma once
/// The checks, each a function of one rule or of a few that hang together. For .cpp files.
///
/// They run before every event, so one that finds nothing must neither allocate nor build text.
/// A new one is a declaration here, a row in check.cpp and a body in its subject's file.

#include <string>
#include <vector>

#include "ops/testing/consistency/check.h"

namespace ops::testing::consistency {

/// What is looked at.
struct Subject {
  const meta::CharmMeta& meta;
  const Event& event;
  const State& state;
  const JujuVersion& juju_version;
  int unit_id;

  /// Whether this Juju is MAJOR.MINOR.PATCH or later. Only the numbers count: a 3.6-beta2 has what
  /// 3.6.0 has.
  bool is_juju_since(int major, int minor, int patch = 0) const;
};

/// What was found, one line each: "<field>: <what is wrong>; <what to pass instead>".
struct Findings {
  std::vector<std::string> errors = {};
  std::vector<std::string> warnings = {};

  void error(std::string line) { errors.push_back(std::move(line)); }
  void warning(std::string line) { warnings.push_back(std::move(line)); }
};

using Check = void (*)(const Subject& subject, Findings& findings);

// containers.cpp
void check_containers_are_declared(const Subject& subject, Findings& findings);
void check_containers_are_single(const Subject& subject, Findings& findings);
void check_execs_are_single(const Subject& subject, Findings& findings);
void check_check_infos_are_single(const Subject& subject, Findings& findings);
void check_check_infos_are_in_plan(const Subject& subject, Findings& findings);

// config.cpp
void check_config(const Subject& subject, Findings& findings);

// resources.cpp
void check_resources_are_declared(const Subject& subject, Findings& findings);
void check_resources_are_single(const Subject& subject, Findings& findings);

// event.cpp
void check_event_is_known(const Subject& subject, Findings& findings);
void check_custom_event(const Subject& subject, Findings& findings);

// relation_event.cpp, workload_event.cpp, action_event.cpp
void check_relation_event(const Subject& subject, Findings& findings);
void check_workload_event(const Subject& subject, Findings& findings);
void check_action_event(const Subject& subject, Findings& findings);

// storages.cpp
void check_storages_are_declared(const Subject& subject, Findings& findings);
void check_storage_event(const Subject& subject, Findings& findings);

// secrets.cpp
void check_secrets(const Subject& subject, Findings& findings);
void check_secret_event(const Subject& subject, Findings& findings);

// relations.cpp
void check_relations(const Subject& subject, Findings& findings);
void check_endpoints_are_single(const Subject& subject, Findings& findings);

// networks.cpp
void check_networks_are_declared(const Subject& subject, Findings& findings);
void check_networks_are_single(const Subject& subject, Findings& findings);
void check_extra_bindings_are_no_endpoints(const Subject& subject, Findings& findings);

// cloud_spec.cpp
void check_cloud_spec(const Subject& subject, Findings& findings);

// stored_state.cpp
void check_stored_states_are_single(const Subject& subject, Findings& findings);
void check_stored_states_are_simple(const Subject& subject, Findings& findings);

// values.cpp
void check_ports(const Subject& subject, Findings& findings);
void check_planned_units(const Subject& subject, Findings& findings);

/// Whether there is anything in it: cheaper than to begin a loop, or to ask for the size.
template <class Range>
bool has_any(const Range& range) {
  return range.items().node() != nullptr;
}

/// Calls `report` with each element of which `is_same` says that it has the key of the one before:
/// a set stands in the order of its keys, and has dropped elements that are equal in all.
template <class T, class IsSame, class Report>
void for_each_double(const Set<T>& set, const IsSame& is_same, const Report& report) {
  if (!has_any(set)) return;
  const T* before = nullptr;
  for (const T& element : set) {
    if (before && is_same(*before, element)) report(element);
    before = &element;
  }
}

}  // namespace ops::testing::consistency
