#pragma once
/// Everything that a run has led to.

#include "ops/base/json.h"
#include "ops/testing/state/exec_args.h"
#include "ops/testing/state/log_line.h"
#include "ops/testing/state/state.h"

namespace ops::testing {

/// An event, as the charm or the framework emitted it.
struct EmittedEvent {
  Required<std::string> type;  ///< Its class: "PebbleReadyEvent"
  Required<std::string> path;  ///< "MyCharm/on/demo_server_pebble_ready[1]"
  Map<std::string, base::Plain> snapshot = {};
  OPS_VALUE(EmittedEvent);
};

/// The State that a run leaves, and what happened on the way, each in order.
struct Outcome {
  State state = {};
  List<JujuLogLine> juju_log = {};
  List<Status> unit_status_history = {};  ///< Those that were replaced: not the last one.
  List<Status> app_status_history = {};
  List<std::string> workload_version_history = {};  ///< Those that were replaced.
  List<EmittedEvent> emitted_events = {};
  Map<std::string, List<ExecArgs>> exec_history = {};  ///< By container.
  Map<std::string, int> requested_storages = {};       ///< How many more of each.
  List<int> removed_secret_revisions = {};
  List<std::string> action_logs = {};
  Optional<Map<std::string, base::Json>> action_results = {};  ///< Nothing: none were set.
  Optional<std::string> action_failure = {};  ///< Why the charm failed the action; may be empty.
  /// What is consistent but hardly meant, such as an event of a container that cannot connect.
  List<std::string> warnings = {};
  OPS_VALUE(Outcome);
};

}  // namespace ops::testing
