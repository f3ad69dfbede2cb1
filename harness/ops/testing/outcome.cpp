#include "ops/testing/outcome.h"

#include "ops/base/fields.h"

namespace ops::testing {

OPS_FIELDS(JujuLogLine, level, message)
OPS_FIELDS(EmittedEvent, type, path, snapshot)
OPS_FIELDS(Outcome, state, juju_log, unit_status_history, app_status_history,
           workload_version_history, emitted_events, exec_history, requested_storages,
           removed_secret_revisions, action_logs, action_results, action_failure, warnings)

}  // namespace ops::testing
