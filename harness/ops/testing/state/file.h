#pragma once
/// Files, directories and symbolic links that a container has.

#include "ops/base/time.h"
#include "ops/pebble/types.h"
#include "ops/testing/state/model.h"

namespace ops::testing {

/// When time begins in a test: 2024-01-01T00:00:00Z.
inline constexpr std::int64_t kTimeBeginsNs = 1'704'067'200'000'000'000;

struct File {
  base::Text content = {};  ///< Bytes. Of a symbolic link: the path that it leads to.
  int permissions = 0644;
  int user_id = 0;  ///< What its name is says /etc/passwd; see Container::files.
  int group_id = 0;
  base::Timestamp last_modified = base::Timestamp::since_epoch(kTimeBeginsNs);
  pebble::FileType type = pebble::FileType::file;
  OPS_VALUE(File);

  static File directory(int permissions = 0755);
  /// A symbolic link: `to` is absolute, or seen from the link's own directory.
  static File symlink(std::string_view to);
};

}  // namespace ops::testing
