#pragma once
/// A value type for those who list its members wrongly.

#include "ops/testing/testing.h"

namespace ops::testing {

enum class Phase { pending, running };
OPS_ENUM_VALUE(Phase);
struct Pod {
  Required<std::string> name;
  bool ready = false;
  Set<Container> containers = {};
  OPS_VALUE(Pod);
};

}  // namespace ops::testing
