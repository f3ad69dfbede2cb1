#include "ops/testing/consistency/checks.h"

namespace ops::testing::consistency {

void check_stored_states_are_single(const Subject& subject, Findings& findings) {
  for_each_double(
      subject.state.stored_states,
      [](const StoredState& a, const StoredState& b) {
        return a.name == b.name && a.owner_path == b.owner_path;
      },
      [&](const StoredState& stored) {
        const std::string owner = stored.owner_path.value_or("the framework");
        findings.error("State.stored_states: '" + stored.name + "' of " + owner +
                       " stands there twice; pass one of them");
      });
}

}  // namespace ops::testing::consistency
