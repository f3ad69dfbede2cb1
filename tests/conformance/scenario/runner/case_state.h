#pragma once
/// A case's states: FORMAT.md, sections 5 and 6.

#include "case_script.h"
#include "ops/testing/context.h"
#include "ops/testing/state/state.h"

namespace scripted {

/// Throws ParseError when it cannot be said in our types, and what read_event() throws of an event
/// that is to have been deferred.
ops::testing::State read_state(const Json& told, const CaseScript& script,
                               const ops::testing::AnyContext& context);

/// `state` with what `edit` sets, puts and drops.
ops::testing::State edited(const ops::testing::State& state, const Json& edit,
                           const CaseScript& script, const ops::testing::AnyContext& context);

/// With all defaults written out, and each container's `plan`.
Json told(const ops::testing::State& state);

}  // namespace scripted
