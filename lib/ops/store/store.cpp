#include "ops/store/store.h"

#include "ops/base/fields.h"

namespace ops::store {

OPS_FIELDS(Notice, event_path, observer_path, method_name)

Store::~Store() = default;

NoSnapshotError no_snapshot_of(std::string_view handle) {
  return NoSnapshotError("cannot load the snapshot of '" + std::string(handle) +
                         "': no snapshot data found; save one first, or ask has_snapshot()");
}

}  // namespace ops::store
