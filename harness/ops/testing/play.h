#pragma once
/// One run, as a pure function. For .cpp files.

#include "ops/meta/charm_meta.h"
#include "ops/testing/context.h"

namespace ops::testing {

/// What all runs of a Context have in common.
struct Setting {
  const CharmMaker& maker;
  const meta::CharmMeta& meta;
  const ContextOptions& options;
  const JujuVersion& juju_version;
};

/// What AnyContext::play() does, after the State was found consistent.
Outcome play(const Setting& setting, const Event& event, const State& state);

}  // namespace ops::testing
