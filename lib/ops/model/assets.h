#pragma once
/// What Model keeps of the unit's storages and resources. For .cpp files.

#include <map>
#include <string>
#include <vector>

#include "ops/model/model.h"
#include "ops/model/storage.h"

namespace ops {

struct Model::Assets {
  /// By name, those that were asked for. A vector does not change once it is here.
  std::map<std::string, std::vector<Storage>, std::less<>> storages = {};
  std::map<std::string, std::string, std::less<>> resource_paths = {};
};

namespace model {

/// A path as Python's pathlib has it: "/a//b/./c/" is "/a/b/c", and "" is ".". ".." stays.
std::string plain_path(std::string_view path);

}  // namespace model

}  // namespace ops
