#pragma once
/// Juju's tools for the unit's own state, as programs. For .cpp files.

#include "ops/store/juju_store.h"

namespace ops {

/// Runs state-get, state-set and state-delete. What they write to stderr goes to this process's,
/// as in ops. Throws juju::HookCommandError when one fails, and juju::HookToolError when one cannot
/// be run or its answer is no UTF-8.
class ProcessStateTools final : public store::StateTools {
 public:
  std::string get(std::string_view key) override;
  void set(std::string_view key, std::string_view text) override;
  void remove(std::string_view key) override;
};

/// Whether there is a state-get on PATH: Juju has a place for state.
bool has_state_tools();

}  // namespace ops
