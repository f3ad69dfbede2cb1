#pragma once
/// A case's event: FORMAT.md, section 4.

#include "case_script.h"
#include "ops/testing/events.h"
#include "ops/testing/state/state.h"

namespace scripted {

/// What `on`, the Context's, makes of it in this state. Throws PythonError, an AttributeError, when
/// there is no such builder, LookupError for a component that the state does not have, and what the
/// builder throws.
ops::testing::Event read_event(const Json& told, const ops::testing::State& state,
                               const CaseScript& script, const ops::testing::Events& on);

}  // namespace scripted
