#include "ops/model/application.h"

#include "ops/juju/backend.h"
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
    const auto told = model_->backend().ask(&juju::HookTools::status_get_app);
    status_ = status_from_name(told.status, told.message);
  }
  return *status_;
}

void Application::set(const Status& status) {
  check_leadership("set");
  model_->backend().ask(&juju::HookTools::status_set, true, std::string(name_of(status)),
                        juju::Optional<std::string>(message_of(status)));
  status_ = status;
}

void Application::set_collected() {
  const base::Optional<Status> gravest = collected_.take();
  if (gravest) set(*gravest);
}

}  // namespace ops
