#pragma once
/// A Logger whose lines reach juju-log.

#include "ops/base/log.h"

namespace ops::juju {

class Backend;

/// Sends each line through the hook tool juju-log; with `to_stderr` (JUJU_DEBUG) it is also written
/// there, with its time and level. Throws ModelError when juju-log fails.
class JujuLogger final : public Logger {
 public:
  /// `backend` must outlive it.
  explicit JujuLogger(Backend& backend, bool to_stderr = false)
      : backend_(&backend), to_stderr_(to_stderr) {}
  void log(LogLevel level, std::string_view message) override;

 private:
  Backend* backend_;
  bool to_stderr_;
};

}  // namespace ops::juju
