#pragma once
/// relation-get and its like, over a State. For .cpp files.

#include "ops/testing/fakes/world.h"

namespace ops::testing {

// Each is the function of juju::HookTools of its name. They throw HookCommandError, in Juju's
// words, for a relation that the State does not have.

Databag relation_get(const World& world, const juju::RelationRef& ref,
                     const Optional<std::string>& member, bool app);
List<std::string> relation_ids(const World& world, std::string_view endpoint);
/// Without the unit that departs in this event: Juju has taken it off the list by then.
List<std::string> relation_list(const World& world, const juju::RelationRef& ref);
std::string relation_list_app(const World& world, const juju::RelationRef& ref);
std::string relation_model_get(const World& world, const juju::RelationRef& ref);
void relation_set(World& world, const Databag& data, const juju::RelationRef& ref, bool app);

/// The relation that a tool is told by `-r`; null when the State has none.
const AnyRelation* find_relation(const World& world, const juju::RelationRef& ref);

}  // namespace ops::testing
