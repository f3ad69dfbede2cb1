#pragma once
/// What a State says of earlier dispatches, as the framework's store has it. For .cpp files.

#include "ops/store/memory_store.h"
#include "ops/testing/fakes/storage_dirs.h"
#include "ops/testing/state/state.h"

namespace ops::testing {

/// A store of the State's deferred events and stored states. Events of storages get the locations
/// that these have now.
store::MemoryStore kept_in(const State& state, StorageDirs& storage_dirs);

/// What the store has now, as the State's deferred events and stored states. Where a storage lies
/// is left out: it lies elsewhere in each Context, and States are to be equal.
void write_kept(const store::MemoryStore& store, State& state);

}  // namespace ops::testing
