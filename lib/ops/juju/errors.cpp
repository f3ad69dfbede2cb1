#include "ops/juju/errors.h"

#include <utility>

namespace ops {

namespace {

std::string how_it_ended(const juju::HookCommandError::Details& details) {
  std::string line = "command";
  for (const std::string& argument : details.cmd) (line += ' ') += argument;
  return line + (details.returncode < 0
                     ? " was killed by signal " + std::to_string(-details.returncode)
                     : " exited with status " + std::to_string(details.returncode));
}

}  // namespace

ModelError::ModelError(std::string message, std::string note)
    : Error(std::move(message)), note_(std::move(note)) {}
ModelError::~ModelError() = default;
ModelError::ModelError(const ModelError&) = default;

namespace juju {

HookCommandError::HookCommandError(Details details)
    : Error(how_it_ended(details)), details_(std::move(details)) {}
HookCommandError::~HookCommandError() = default;
HookCommandError::HookCommandError(const HookCommandError&) = default;

}  // namespace juju

}  // namespace ops
