#pragma once
/// What is said with a call about files in a container.

#include "ops/pebble/records.h"

namespace ops::pebble {

/// Who owns a file: by id, by name, or by both, which must then agree. Pebble looks names up in
/// the container. A group without a user is refused; a user without a group brings their own.
struct Owner {
  Optional<int> user_id = {};
  Optional<std::string> user = {};
  Optional<int> group_id = {};
  Optional<std::string> group = {};
  OPS_VALUE(Owner);
};

struct PushOptions {
  bool make_dirs = false;          ///< Makes the directories that `path` lacks, with mode 0755.
  Optional<int> permissions = {};  ///< 0640; Pebble's default is 0644.
  Owner owner = {};                ///< Pebble's default is its own user, which is root.
  OPS_VALUE(PushOptions);
};

struct ListFilesOptions {
  std::string pattern = {};  ///< Of names, as in Go's path.Match: "*.txt"; empty: all.
  bool itself = false;       ///< The path, not what is in it, when it is a directory.
  OPS_VALUE(ListFilesOptions);
};

struct MakeDirOptions {
  bool make_parents = false;       ///< Also: a directory that is there already is left as it is.
  Optional<int> permissions = {};  ///< Of all that are made; Pebble's default is 0755.
  Owner owner = {};
  OPS_VALUE(MakeDirOptions);
};

struct RemovePathOptions {
  bool recursive = false;  ///< A directory with all in it; what is not there is no error.
  OPS_VALUE(RemovePathOptions);
};

}  // namespace ops::pebble
