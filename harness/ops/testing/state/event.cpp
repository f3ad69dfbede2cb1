#include "ops/testing/state/event.h"

#include "ops/base/fields.h"

namespace ops::testing {

OPS_ENUM(EventKind, fixed, pebble_ready)
OPS_FIELDS(Event, name, kind, container)

}  // namespace ops::testing
