#include "ops/store/store.h"

#include "ops/base/fields.h"

namespace ops::store {

OPS_FIELDS(Notice, event_path, observer_path, method_name)

Store::~Store() = default;

Snapshot Store::load_snapshot(std::string_view handle) {
  if (const base::Optional<Snapshot> found = find_snapshot(handle)) return *found;
  throw NoSnapshotError("cannot load the snapshot of '" + std::string(handle) +
                        "': no snapshot data found; save one first, or ask has_snapshot()");
}

}  // namespace ops::store
