#pragma once
/// One run, as a pure function. For .cpp files.

#include "ops/meta/charm_meta.h"
#include "ops/testing/context.h"

namespace ops::testing {

/// What AnyContext::play() does, after the State was found consistent.
Outcome play(const CharmMaker& maker, const meta::CharmMeta& meta, const ContextOptions& options,
             const Event& event, const State& state);

}  // namespace ops::testing
