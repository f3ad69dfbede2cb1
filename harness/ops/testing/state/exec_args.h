#pragma once
/// Commands that a charm had Pebble run.

#include "ops/base/time.h"
#include "ops/testing/state/model.h"

namespace ops::testing {

/// What a charm asked of Pebble's exec. `ops.testing.ExecArgs`.
struct ExecArgs {
  Required<List<std::string>> command;
  Map<std::string, std::string> environment = {};
  Optional<std::string> working_dir = {};
  Optional<base::Duration> timeout = {};
  Optional<int> user_id = {};
  Optional<std::string> user = {};
  Optional<int> group_id = {};
  Optional<std::string> group = {};
  Optional<std::string> stdin = {};  ///< All that was written to it.
  bool combine_stderr = false;
  std::string service_context = {};
  OPS_VALUE(ExecArgs);
};

}  // namespace ops::testing
