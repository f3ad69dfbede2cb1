#include <unistd.h>

#include "ops/juju/backend.h"
#include "ops/model/model.h"

namespace ops {

void Unit::reboot(bool now) {
  if (this != &model_->unit())
    throw RuntimeError("cannot reboot the remote unit " + name_ + "; a charm reboots its own only");
  model_->backend().log_security_event(
      {.level = "WARN",
       .event = "sys_restart:" + std::to_string(getuid()),
       .description = "Rebooting unit '" + name_ + "' in model '" + model_->name() + "'"});
  model_->hook_tools().juju_reboot(now);
  // Juju ends the process; what stands behind the call must not run in a test, either.
  if (now) throw Abort{0};
}

}  // namespace ops
