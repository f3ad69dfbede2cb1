#pragma once
/// storage-get and its like, and resource-get. For .cpp files.

#include "ops/testing/fakes/world.h"

namespace ops::testing {

// Each is the function of juju::HookTools of its name. They throw HookCommandError, in Juju's
// words, for what the State does not have.

/// Only asks: the State's storages stay as they are.
void storage_add(World& world, const Map<std::string, int>& counts);
/// In a real directory, which is made now.
juju::Storage storage_get(const World& world, const Optional<std::string>& id);
List<std::string> storage_list(const World& world, const Optional<std::string>& name);
std::string resource_get(const World& world, const std::string& name);

}  // namespace ops::testing
