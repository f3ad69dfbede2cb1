#pragma once
/// What happens when Juju sends an event: the same steps under Juju and under test.

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

/// Whether Juju lets the charm run almost nothing while it handles this event: nothing that was
/// deferred is delivered then, and no status collected.
bool is_restricted(std::string_view event_name);

}  // namespace ops
