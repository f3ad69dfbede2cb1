#pragma once
/// Time that passes between events.

#include "ops/testing/state/state.h"

namespace ops::testing {

struct ProgramFunctions;

/// `state` after so much more of its time, in which its Pebbles do what they would do by
/// themselves. For containers whose programs a Context plays, AnyContext::advance. Throws
/// ValueError for less than no time.
State advance(const State& state, const base::Duration& duration);

/// The same, with functions that play programs.
State advanced(const State& state, const base::Duration& duration,
               const ProgramFunctions& programs);

}  // namespace ops::testing
