#pragma once
/// action-get and its like. For .cpp files.

#include "ops/testing/fakes/world.h"

namespace ops::testing {

// Each is the function of juju::HookTools of its name. They throw ActionMissingFromContextError
// unless the event is an action.

/// What the test gives, and the defaults that metadata has for the rest.
Map<std::string, base::Json> action_get(const World& world);
base::Json action_get_key(const World& world, const std::string& key);
/// Throws HookCommandError for the keys that Juju keeps for itself: stdout, stderr, and their
/// encodings.
void action_set(World& world, const Map<std::string, std::string>& results);
void action_log(World& world, const std::string& message);
void action_fail(World& world, const Optional<std::string>& message);

/// `{"a.b": "c"}` as `{"a": {"b": "c"}}`, which is what whoever runs the action sees.
Map<std::string, base::Json> nested_results(const Map<std::string, std::string>& results);

}  // namespace ops::testing
