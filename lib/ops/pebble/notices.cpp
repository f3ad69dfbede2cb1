#include "ops/pebble/notices.h"

#include "ops/base/fields.h"

namespace ops::pebble {

OPS_FIELDS(NoticeFilter, users, user_id, types, keys)
OPS_FIELDS(NotifyOptions, data, repeat_after)

}  // namespace ops::pebble
