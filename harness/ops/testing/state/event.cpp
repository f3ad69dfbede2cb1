#include "ops/testing/state/event.h"

#include "ops/base/fields.h"

namespace ops::testing {

OPS_ENUM(EventKind, fixed, relation, storage, secret, workload, action, custom)
OPS_FIELDS(Action, name, params, id)
OPS_FIELDS(CustomEvent, emitter, type, key, snapshot)
OPS_FIELDS(Event, name, kind, relation, remote_unit, departing_unit, storage, secret,
           secret_revision, container, notice, check_info, action, custom)

}  // namespace ops::testing
