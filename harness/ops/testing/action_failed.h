#pragma once
/// What a run of an action that failed throws.

#include "ops/base/errors.h"
#include "ops/testing/state/state.h"

namespace ops::testing {

/// The charm has failed the action. what() is its message, which may be empty.
/// `ops.testing.ActionFailed`.
class ActionFailed : public Error {
 public:
  ActionFailed(std::string message, const State& state);
  ~ActionFailed() override;
  ActionFailed(const ActionFailed&);

  /// That the run has left: a failed action does not undo what it did.
  const State& state() const { return *state_; }

 private:
  Box<State> state_;
};

}  // namespace ops::testing
