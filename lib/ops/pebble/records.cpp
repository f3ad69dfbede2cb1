#include "ops/pebble/records.h"

#include "ops/base/fields.h"

namespace ops::pebble {

OPS_FIELDS(SystemInfo, version)
OPS_KEY(ServiceInfo, name)
OPS_FIELDS(ServiceInfo, name, startup, current)
OPS_FIELDS(Task, id, kind, summary, status, log)
OPS_FIELDS(Change, id, kind, summary, status, tasks, ready, err)

}  // namespace ops::pebble
