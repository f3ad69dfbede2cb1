#pragma once
/// How the programs behave that a container's services, checks and commands run.

#include "ops/base/time.h"
#include "ops/testing/state/model.h"

namespace ops::testing {

/// What a program does when it is started: nothing, for ever, unless it is said here.
struct Program {
  base::Text output = {};                     ///< Written to stdout at its start.
  base::Text error_output = {};               ///< Written to stderr at its start.
  Optional<base::Duration> exits_after = {};  ///< Nothing: it runs until it is stopped.
  int exit_code = 0;                          ///< Also of its failing starts, if it is not 0.
  int failing_starts = 0;                     ///< So many starts exit at once; by default with 1.
  /// Signals that do not end it, as SIGHUP, SIGUSR1 and SIGUSR2 never do: "SIGTERM".
  List<std::string> ignores = {};
  List<int> ports = {};  ///< On which it answers checks while it runs.
  OPS_VALUE(Program);
};

}  // namespace ops::testing
