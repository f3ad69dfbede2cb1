#include "ops/testing/state/exec_args.h"

#include "ops/base/fields.h"

namespace ops::testing {

OPS_FIELDS(ExecArgs, command, environment, working_dir, timeout, user_id, user, group_id, group,
           stdin, combine_stderr, service_context)

}  // namespace ops::testing
