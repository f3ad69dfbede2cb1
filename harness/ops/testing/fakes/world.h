#pragma once
/// What the hook tools of one run work on, and what they note. For .cpp files.

#include "ops/base/clock.h"
#include "ops/base/list_builder.h"
#include "ops/juju/hook_tools.h"
#include "ops/juju/juju_context.h"
#include "ops/meta/charm_meta.h"
#include "ops/testing/fakes/storage_dirs.h"
#include "ops/testing/state/event.h"
#include "ops/testing/state/log_line.h"
#include "ops/testing/state/state.h"

namespace ops::testing {

/// What a charm does that the State does not show.
struct Traces {
  base::ListBuilder<JujuLogLine> log = {};
  base::ListBuilder<Status> unit_statuses = {};  ///< Those that were replaced.
  base::ListBuilder<Status> app_statuses = {};
  base::ListBuilder<std::string> workload_versions = {};
  Map<std::string, int> requested_storages = {};
  base::ListBuilder<int> removed_secret_revisions = {};
  base::ListBuilder<std::string> action_logs = {};
  Map<std::string, std::string> action_results = {};  ///< Keys with dots, as action-set gets them.
  Optional<std::string> action_failure = {};
};

/// All that is pointed to must outlive the tools.
struct World {
  State& state;
  const meta::CharmMeta& meta;
  const Config& option_defaults;  ///< Of the options that have one.
  const juju::JujuContext& context;
  const Action* action;  ///< Null unless the event is one.
  bool app_trusted;
  base::Clock& clock;
  StorageDirs& storage_dirs;
  Traces traces = {};
};

/// Throws what a hook tool that has failed throws: it wrote "ERROR", `said` and a line break to
/// stderr. `cmd` is its name and its arguments.
[[noreturn]] void fail_tool(const List<std::string>& cmd, const std::string& said);

}  // namespace ops::testing
