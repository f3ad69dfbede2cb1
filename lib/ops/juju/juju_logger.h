#pragma once
/// A Logger whose lines reach juju-log.

#include "ops/juju/hook_tools.h"

namespace ops::juju {

/// Sends each line through the hook tool juju-log; with `to_stderr` (JUJU_DEBUG) it is also written
/// there, with its time and level. Throws ModelError when juju-log fails.
class JujuLogger final : public Logger {
 public:
  /// `hook_tools` must outlive it.
  explicit JujuLogger(HookTools& hook_tools, bool to_stderr = false)
      : hook_tools_(&hook_tools), to_stderr_(to_stderr) {}
  void log(LogLevel level, std::string_view message) override;

 private:
  HookTools* hook_tools_;
  bool to_stderr_;
};

}  // namespace ops::juju
