#pragma once
/// Whether Juju could ever be in a State when an event happens.

#include "ops/juju/version.h"
#include "ops/meta/charm_meta.h"
#include "ops/testing/errors.h"
#include "ops/testing/state/event.h"
#include "ops/testing/state/state.h"

namespace ops::testing {

/// What is merely unlikely: for the log, one line each.
///
/// Throws InconsistentScenarioError when Juju could never be so. Its message has all that is
/// wrong, one line each: the field, its value and what to pass instead. The rules are those of
/// ops.testing's consistency checker, and what its classes refuse when they are made.
///
/// `unit_id` is that of the unit under test.
List<std::string> check_consistency(const meta::CharmMeta& meta, const Event& event,
                                    const State& state, const JujuVersion& juju_version,
                                    int unit_id);

}  // namespace ops::testing
