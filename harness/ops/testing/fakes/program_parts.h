#pragma once
/// What a ProgramRun works with. For .cpp files.

#include <memory>

#include "ops/testing/fakes/pebble_world.h"
#include "ops/testing/state/program_run.h"

namespace ops::testing {

class Disk;

/// What surrounds a program that runs.
struct ProgramPlace {
  Launch launch = {};
  Disk* disk = nullptr;
  const std::int64_t* now = nullptr;
  int start = 1;
  bool is_replayed = false;  // it has done all this before
};

/// A part of a program, as its function says it.
struct ProgramParts {
  std::shared_ptr<ProgramPlace> place;  // what it points to outlives the program
  Behaviour behaviour = {};
};

/// What a function says of a program that is started there.
Behaviour played_by(const ProgramFunction& function, std::shared_ptr<ProgramPlace> place);

}  // namespace ops::testing
