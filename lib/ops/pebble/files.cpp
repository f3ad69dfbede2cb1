#include "ops/pebble/files.h"

#include "ops/base/fields.h"

namespace ops::pebble {

OPS_FIELDS(Owner, user_id, user, group_id, group)
OPS_FIELDS(PushOptions, make_dirs, permissions, owner)
OPS_FIELDS(ListFilesOptions, pattern, itself)
OPS_FIELDS(MakeDirOptions, make_parents, permissions, owner)
OPS_FIELDS(RemovePathOptions, recursive)

}  // namespace ops::pebble
