#pragma once
/// What Juju tells a charm of the event that a test runs. For .cpp files.

#include "ops/juju/juju_context.h"
#include "ops/testing/play.h"

namespace ops::testing {

/// The variables of the dispatch, as a JujuContext has them. Of an event about a remote unit that
/// does not say which, it is the first that the relation has.
juju::JujuContext context_of(const Setting& setting, const Event& event, const State& state);

/// The application that the charm runs as: the options' or the charm's name.
const std::string& app_name_of(const ContextOptions& options, const meta::CharmMeta& meta);

}  // namespace ops::testing
