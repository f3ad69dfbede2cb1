#pragma once
/// What a Model keeps for as long as it lives, so that one name is one object. For model's own .cpp
/// files.

#include <deque>
#include <map>
#include <vector>

#include "ops/model/binding.h"
#include "ops/model/model.h"
#include "ops/model/relation.h"
#include "ops/model/storage.h"

namespace ops {

struct Model::Kept {
  std::map<std::string, Unit, std::less<>> units = {};
  std::map<std::string, Application, std::less<>> apps = {};
  std::deque<Relation> relations = {};  // all that were ever made
  std::map<std::string, std::vector<Relation*>, std::less<>> relations_of = {};  // by endpoint
  std::vector<Relation*> alone = {};  // those that were asked for before their endpoint's others
  std::map<std::string, Binding, std::less<>> bindings = {};
  std::map<const Relation*, Binding> relation_bindings = {};
  /// By name, those that were asked for. A vector does not change once it is here.
  std::map<std::string, std::vector<Storage>, std::less<>> storages = {};
  std::map<std::string, std::string, std::less<>> resource_paths = {};
};

namespace model {

/// A path as Python's pathlib has it: "/a//b/./c/" is "/a/b/c", and "" is ".". ".." stays.
std::string plain_path(std::string_view path);

}  // namespace model

}  // namespace ops
