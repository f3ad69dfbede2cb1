#pragma once
/// What a Model keeps for as long as it lives, so that one name is one object. For model's own .cpp
/// files.

#include <deque>
#include <map>
#include <vector>

#include "ops/model/binding.h"
#include "ops/model/model.h"
#include "ops/model/relation.h"

namespace ops {

struct Model::Kept {
  std::map<std::string, Unit, std::less<>> units = {};
  std::map<std::string, Application, std::less<>> apps = {};
  std::deque<Relation> relations = {};  // all that were ever made
  std::map<std::string, std::vector<Relation*>, std::less<>> relations_of = {};  // by endpoint
  std::map<std::string, Binding, std::less<>> bindings = {};
  std::map<const Relation*, Binding> relation_bindings = {};
};

}  // namespace ops
