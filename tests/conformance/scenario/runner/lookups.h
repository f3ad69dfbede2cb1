#pragma once
/// Queries on a State: mode `construct`.

#include "json.h"
#include "ops/testing/state/state.h"

namespace scripted {

/// The answer of each; {"error"} of one that failed.
Json lookups(const ops::testing::State& state, const Json& queries);

}  // namespace scripted
