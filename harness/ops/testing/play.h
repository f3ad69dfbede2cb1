#pragma once
/// One run, as a pure function. For .cpp files.

#include <exception>

#include "ops/meta/charm_meta.h"
#include "ops/testing/context.h"
#include "ops/testing/fakes/storage_dirs.h"
#include "ops/testing/state/program_run.h"

namespace ops::testing {

/// What all runs of a Context have in common.
struct Setting {
  const CharmMaker& maker;
  const meta::CharmMeta& meta;
  const std::string&
      fault;  ///< Of the metadata: what the charm ends with; empty when there is none.
  const Config& option_defaults;
  const ContextOptions& options;
  const JujuVersion& juju_version;
  StorageDirs& storage_dirs;
  const ProgramFunctions& programs;
};

/// What a run has led to; all until then, when the charm threw.
struct Played {
  Outcome outcome;
  /// What AnyContext::run() is to throw: UncaughtCharmError, or what the charm threw itself;
  /// NoObserverError; BadOwnerPath.
  std::exception_ptr failure = {};
};

/// What AnyContext::play() does, after the State was found consistent.
Played play(const Setting& setting, const Event& event, const State& state);

}  // namespace ops::testing
