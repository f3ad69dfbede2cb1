#include "ops/testing/fakes/world.h"

namespace ops::testing {

void fail_tool(const List<std::string>& cmd, const std::string& said) {
  throw juju::HookCommandError({.cmd = cmd, .returncode = 1, .err = "ERROR " + said + '\n'});
}

}  // namespace ops::testing
