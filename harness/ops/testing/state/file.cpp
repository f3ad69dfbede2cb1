#include "ops/testing/state/file.h"

#include "ops/base/fields.h"

namespace ops::testing {

OPS_FIELDS(File, content, permissions, user_id, group_id, last_modified, type)

File File::directory(int permissions) {
  return {.permissions = permissions, .type = pebble::FileType::directory};
}

File File::symlink(std::string_view to) {
  return {.content = to, .permissions = 0777, .type = pebble::FileType::symlink};
}

}  // namespace ops::testing
