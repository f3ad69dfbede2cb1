#pragma once
/// Emits what Juju does not send. For .cpp files.

#include "ops/charm/charm.h"
#include "ops/testing/state/event.h"

namespace ops::testing {

/// Emits the event of this kind from the charm, or the object of it, that `custom` names. Throws
/// BadOwnerPath when the charm has no such object, or several and no key tells which is meant, and
/// NoObserverError when those who observe it take it for an event of another class.
void emit_custom(CharmBase& charm, std::string_view kind, const CustomEvent& custom);

}  // namespace ops::testing
