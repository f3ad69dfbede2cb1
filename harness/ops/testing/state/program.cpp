#include "ops/testing/state/program.h"

#include "ops/base/fields.h"

namespace ops::testing {

OPS_FIELDS(Program, output, error_output, exits_after, exit_code, failing_starts, ignores, ports)

}  // namespace ops::testing
