#pragma once
/// Everything that a charm can see of Juju: what a test starts from and ends with.

#include "ops/base/config_value.h"
#include "ops/model/status.h"
#include "ops/testing/state/container.h"
#include "ops/testing/state/network.h"
#include "ops/testing/state/port.h"
#include "ops/testing/state/relation.h"
#include "ops/testing/state/secret.h"
#include "ops/testing/state/storage.h"
#include "ops/testing/state/stored_state.h"

namespace ops::testing {

class AnyContext;

using base::Config, base::ConfigValue;
using ops::ActiveStatus, ops::BlockedStatus, ops::ErrorStatus, ops::MaintenanceStatus, ops::Status,
    ops::UnknownStatus, ops::WaitingStatus;

/// Members are in Scenario's order. The getters throw LookupError with what there is.
struct State {
  Config config = {};
  Set<AnyRelation> relations = {};
  Set<Network> networks = {};
  Set<Container> containers = {};
  Set<Storage> storages = {};
  Set<Port> opened_ports = {};
  bool leader = false;
  Box<Model> model = {};
  Set<Secret> secrets = {};
  Set<Resource> resources = {};
  int planned_units = 1;
  List<DeferredEvent> deferred = {};
  Set<StoredState> stored_states = {};
  Status app_status = {};
  Status unit_status = {};
  std::string workload_version = {};
  /// What Juju keeps for the unit, by state-set. Empty unless the charm uses that tool: what it
  /// keeps by the framework is in `deferred` and `stored_states`, wherever it is kept when
  /// deployed.
  Map<std::string, std::string> juju_state = {};
  /// What has passed of the unit's time, which begins at kTimeBeginsNs. It passes when the charm
  /// sleeps, when a call waits for programs that a container describes, and by advance().
  base::Duration elapsed = {};
  OPS_VALUE(State);

  /// `given`, and beside it all that the metadata of the context's charm declares and `given` does
  /// not have: options at their default, a relation at each endpoint (of the kind that it takes,
  /// with its interface, and the lowest number that is free), containers that can connect, and
  /// storages.
  ///
  ///     State::from_context(ctx, {.leader = true})
  ///
  /// Other than in Python, no stored states: C++ cannot list the members of a class, and one that
  /// is left out is empty for the charm.
  static State from_context(const AnyContext& ctx, const State& given);
  static State from_context(const AnyContext& ctx);  ///< Nothing is given.

  const Container& get_container(std::string_view name) const;
  const Network& get_network(std::string_view binding_name) const;
  const Storage& get_storage(std::string_view name, int index = 0) const;
  const StoredState& get_stored_state(std::string_view name,
                                      std::string_view owner_path = {}) const;
  /// By any form of its id.
  const Secret& get_secret(std::string_view id) const;
  const Secret& get_secret_labelled(std::string_view label) const;
  const AnyRelation& get_relation(int id) const;
  /// The relation with the id of `like`; throws when it is of another kind or endpoint.
  const Relation& get_relation(const Relation& like) const;
  const SubordinateRelation& get_relation(const SubordinateRelation& like) const;
  const PeerRelation& get_relation(const PeerRelation& like) const;
  /// All on this endpoint, by id.
  List<AnyRelation> get_relations(std::string_view endpoint) const;
};

/// The secret that an id in any of its forms is of; null when there is none.
const Secret* find_secret(const State& state, std::string_view id);

}  // namespace ops::testing
