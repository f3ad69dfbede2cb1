#pragma once
/// A line of Juju's log.

#include "ops/testing/state/model.h"

namespace ops::testing {

struct JujuLogLine {
  Required<std::string> level;  ///< "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL" or "TRACE"
  Required<std::string> message;
  OPS_VALUE(JujuLogLine);
};

}  // namespace ops::testing
