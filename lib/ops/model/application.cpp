#include "ops/model/application.h"

#include "ops/juju/hook_tools.h"
#include "ops/model/model.h"

namespace ops {

Application::Application(Model& model, std::string name) : model_(&model), name_(std::move(name)) {}

void Application::check_leadership(const char* what) const {
  if (!model_->unit().is_leader())
    throw RuntimeError(std::string("cannot ") + what + " the status of application " + name_ +
                       ": unit " + model_->unit().name() +
                       " is not the leader; ask is_leader() first");
}

Status Application::status() {
  check_leadership("get");
  if (!status_) {
    const juju::StatusRecord record = model_->parts().tools.status_get(true);
    status_ = status_from_name(record.name, record.message);
  }
  return *status_;
}

void Application::set(const Status& status) {
  check_leadership("set");
  model_->parts().tools.status_set(true, std::string(name_of(status)), message_of(status));
  status_ = status;
}

void Application::set_collected() {
  const base::Optional<Status> gravest = collected_.take();
  if (gravest) set(*gravest);
}

}  // namespace ops
