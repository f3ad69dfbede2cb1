#pragma once
/// Programs below hooks/ and actions/, from the time before a charm had one program for all.

#include "ops/base/log.h"
#include "ops/juju/juju_context.h"

namespace ops::juju {

/// Runs the charm's own program for this dispatch, `<charm_dir>/<JUJU_DISPATCH_PATH>`, if there is
/// one, with this process's environment, stdin, stdout and stderr, and no arguments.
///
/// Returns 0 when the dispatch is to go on: it succeeded, is a link to this program, may not be
/// executed (a warning), or does not exist. Otherwise the code to exit with: that of the hook, 256
/// less the signal that ended it, or 1 when it could not be started. As ops does, which logs the
/// same lines.
int run_legacy_hook(const JujuContext& context, Logger& logger);

}  // namespace ops::juju
