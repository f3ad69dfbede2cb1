#include "ops/model/application.h"

#include "ops/juju/backend.h"
#include "ops/model/model.h"

namespace ops {

Application::Application(Model& model, std::string name) : model_(&model), name_(std::move(name)) {}

/// Juju would refuse, too, but only here is it clear what the charm tried.
void Application::refuse_follower(const char* tool, const char* tried, const char* what) const {
  if (model_->unit().is_leader()) return;
  model_->backend().log_security_event({.level = "CRITICAL",
                                        .event = std::string("authz_fail:") + tool,
                                        .description = std::string("Attempted to ") + tried});
  throw RuntimeError(std::string("cannot ") + what + " application status as a non-leader unit");
}

Status Application::status() {
  if (this != &model_->app()) return UnknownStatus{};
  refuse_follower("status-get", "get application status when not leader", "get");
  if (!status_) {
    const auto told = model_->backend().ask(&juju::HookTools::status_get_app);
    status_ = status_from_name(told.status, told.message);
  }
  return *status_;
}

void Application::set_status_named(std::string_view name, const std::string& message) {
  set(status_from_name(name, message));
}

void Application::set(const Status& status) {
  if (this != &model_->app())
    throw RuntimeError("cannot set status for a remote application " + name_);
  refuse_follower("status-set", "set application status when not leader.", "set");
  check_settable(status);
  model_->backend().ask(&juju::HookTools::status_set, true, std::string(name_of(status)),
                        juju::Optional<std::string>(message_of(status)));
  status_ = status;
}

void Application::set_collected() {
  const base::Optional<Status> gravest = collected_.take();
  if (gravest) set(*gravest);
}

}  // namespace ops
