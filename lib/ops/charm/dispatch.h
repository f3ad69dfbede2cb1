#pragma once
/// What happens when Juju sends an event: the same steps under Juju and under test.

#include <functional>

#include "ops/charm/charm.h"

namespace ops {

namespace juju {
struct JujuContext;
}

/// Calls the handlers that are due from before, emits the event that `context` names, collects
/// statuses, and commits. An event that the charm does not have is passed over with a line in the
/// log, as Juju sends more than ops knows.
///
/// Throws what a handler throws; nothing is committed then.
void dispatch(CharmBase& charm, const juju::JujuContext& context);

/// The same, with `emit` in the place of emitting the event of this name: for a test, which also
/// runs events that Juju does not send.
void dispatch(CharmBase& charm, std::string_view event_name, const std::function<void()>& emit);

/// Makes the event of this name, tells the log of it, and emits it; false when the charm has none.
bool emit_juju_event(const CharmBase& charm, std::string_view event_name);

/// Whether Juju lets the charm run almost nothing while it handles this event: nothing that was
/// deferred is delivered then, and no status collected.
bool is_restricted(std::string_view event_name);

}  // namespace ops
