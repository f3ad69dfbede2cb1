#pragma once
/// What a State says of earlier dispatches, as the framework's store has it. For .cpp files.

#include "ops/store/memory_store.h"
#include "ops/testing/state/state.h"

namespace ops::testing {

/// A store of the State's deferred events and stored states.
store::MemoryStore kept_in(const State& state);

/// What the store has now, as the State's deferred events and stored states.
void write_kept(const store::MemoryStore& store, State& state);

}  // namespace ops::testing
