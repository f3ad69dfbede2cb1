#pragma once
/// Observing events by their names.

#include <string>
#include <vector>

#include "charm.h"

namespace scripted {

/// An event that the charm's `on` has, and the name of its class.
struct NamedEvent {
  std::string name;
  std::string class_name;
};

/// All of them, by name.
std::vector<NamedEvent> events_of(const ScriptedCharm& charm);

/// What the specification's `observers` ask for; without them the charm observes every event, and
/// those of its objects.
void observe_as_told(ScriptedCharm& charm);

/// The charm observes its own event of this name with its method of this name. Throws PythonError,
/// an AttributeError, when it has none.
void observe(ScriptedCharm& charm, const std::string& event, const std::string& method);

/// A custom event of the charm, or of the object of this key.
ops::AnyBoundEvent custom_event_of(ScriptedCharm& charm, const std::string& emitter,
                                   const std::string& event);

}  // namespace scripted
