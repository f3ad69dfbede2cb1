#include "ops/testing/action_failed.h"

#include <utility>

namespace ops::testing {

ActionFailed::ActionFailed(std::string message, const State& state)
    : Error(std::move(message)), state_(state) {}
ActionFailed::~ActionFailed() = default;
ActionFailed::ActionFailed(const ActionFailed&) = default;

}  // namespace ops::testing
