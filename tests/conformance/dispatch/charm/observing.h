#pragma once
/// Observing events by their names.

#include <string>
#include <vector>

#include "charm.h"

namespace scripted {

/// All names of events that the charm's `on` has, sorted.
std::vector<std::string> event_names(const ScriptedCharm& charm);

/// What the specification's `observers` ask for; without them the charm observes every event, and
/// those of its objects.
void observe_as_told(ScriptedCharm& charm);

/// The charm observes its own event of this name with its method of this name. Throws PythonError,
/// an AttributeError, when it has none.
void observe(ScriptedCharm& charm, const std::string& event, const std::string& method);

/// Emits a custom event of `emitter`.
void emit_custom(ops::Object& emitter, const std::string& event, const Json& data);

}  // namespace scripted
