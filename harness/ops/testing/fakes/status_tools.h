#pragma once
/// status-set, goal-state, credential-get: what concerns the unit as a whole. For .cpp files.

#include "ops/testing/fakes/world.h"

namespace ops::testing {

// Each is the function of juju::HookTools of its name. They throw HookCommandError, in Juju's
// words.

juju::AppStatus status_get_app(const World& world);
void status_set(World& world, bool application, const std::string& name,
                const std::string& message);
void application_version_set(World& world, const std::string& version);
Config config_get(const World& world);
base::Json config_get_key(const World& world, const std::string& key);
juju::CloudSpec credential_get(const World& world);
juju::GoalState goal_state(const World& world);

}  // namespace ops::testing
