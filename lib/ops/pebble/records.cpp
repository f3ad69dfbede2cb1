#include "ops/pebble/records.h"

#include "ops/base/errors.h"
#include "ops/base/fields.h"

namespace ops::pebble {

OPS_FIELDS(SystemInfo, version)
OPS_KEY(ServiceInfo, name)
OPS_FIELDS(ServiceInfo, name, startup, current)
OPS_FIELDS(Progress, label, done, total)
OPS_FIELDS(Task, id, kind, summary, status, log, data, progress, spawn_time, ready_time)
OPS_FIELDS(Change, id, kind, summary, status, tasks, ready, err, data, spawn_time, ready_time)
OPS_KEY(CheckInfo, name)
OPS_FIELDS(CheckInfo, name, level, startup, status, successes, failures, threshold, change_id)
OPS_KEY(Notice, id)
OPS_FIELDS(Notice, id, user_id, type, key, first_occurred, last_occurred, last_repeated,
           occurrences, last_data, repeat_after, expire_after)
OPS_FIELDS(Warning, message, first_added, last_added, last_shown, expire_after, repeat_after)
OPS_FIELDS(LocalIdentity, user_id)
OPS_FIELDS(BasicIdentity, password)
OPS_FIELDS(Identity, access, local, basic)
OPS_KEY(FileInfo, path)
OPS_FIELDS(FileInfo, path, name, type, size, permissions, last_modified, user_id, user, group_id,
           group)

bool CheckInfo::has_run() const {
  if (!successes)
    throw RuntimeError(
        "cannot say whether check '" + name +
        "' has run: this Pebble does not count successes; use a Pebble from 1.23.0 on");
  return *successes > 0 || failures > 0;
}

}  // namespace ops::pebble
