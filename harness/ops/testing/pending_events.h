#pragma once
/// What Juju would tell a charm of what has happened in its containers.

#include "ops/testing/state/event.h"
#include "ops/testing/state/state.h"

namespace ops::testing {

/// The events that Juju would send next, by container, in the order of what they tell of:
/// pebble-ready of one that was started again, custom-notice, check-failed and check-recovered.
/// Each is offered until it, or a later one of its container, was run; an event is of the State as
/// it is now, so ask anew after each. Only of containers that remember (Container::memory).
///
///     state = ctx.advance(state, Duration("1m"));
///     for (auto events = pending_events(state); !events.empty(); events = pending_events(state))
///       state = ctx.run(events[0], state);
List<Event> pending_events(const State& state);

/// `state` in which Juju has told of `event`. What run() begins with.
State heard(const Event& event, const State& state);

}  // namespace ops::testing
