#include "ops/juju/backend.h"
#include "ops/model/model.h"

namespace ops {

int Application::planned_units() {
  if (this != &model_->app())
    throw RuntimeError("cannot get planned units for the remote application " + name_ +
                       "; Juju tells a charm of its own only");
  int count = 0;
  for (const auto& [unit, goal] : model_->backend().ask(&juju::HookTools::goal_state).units)
    count += goal.status == "dying" ? 0 : 1;
  return count;
}

}  // namespace ops
