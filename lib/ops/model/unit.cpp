#include "ops/model/unit.h"

#include "ops/base/list_builder.h"
#include "ops/juju/backend.h"
#include "ops/meta/charm_meta.h"
#include "ops/model/model.h"

namespace ops {

Unit::Unit(Model& model, std::string name) : model_(&model), name_(std::move(name)) {}

Application& Unit::app() const { return model_->get_app(name_.substr(0, name_.find('/'))); }

void Unit::check_is_ours(const char* what) const {
  if (this != &model_->unit())
    throw RuntimeError(std::string("cannot ") + what + " a remote unit " + name_);
}

Status Unit::status() {
  if (this != &model_->unit()) return UnknownStatus{};
  if (!status_) {
    const auto told = model_->backend().ask(&juju::HookTools::status_get);
    status_ = status_from_name(told.status, told.message);
  }
  return *status_;
}

void Unit::set(const Status& status) {
  check_is_ours("set status for");
  check_settable(status);
  model_->backend().ask(&juju::HookTools::status_set, false, std::string(name_of(status)),
                        juju::Optional<std::string>(message_of(status)));
  status_ = status;
}

void Unit::set_status_named(std::string_view name, const std::string& message) {
  set(status_from_name(name, message));
}

bool Unit::is_leader() {
  if (this != &model_->unit())
    throw RuntimeError("leadership status of remote units (" + name_ +
                       ") is not visible to other applications");
  return model_->backend().is_leader();
}

void Unit::set_workload_version(const std::string& version) {
  model_->backend().ask(&juju::HookTools::application_version_set, version);
}

base::List<std::string> Unit::container_names() const {
  check_is_ours("get container for");
  base::ListBuilder<std::string> names;
  for (const auto& [name, _] : model_->parts().meta.containers) names.add(name);
  return names.done();
}

Container Unit::get_container(std::string_view name) {
  check_is_ours("get container for");
  if (!model_->parts().meta.containers.contains(name))
    throw ModelError("container '" + std::string(name) + "' not found");
  return Container(std::string(name), *model_);
}

void Unit::set_collected() {
  const base::Optional<Status> gravest = collected_.take();
  if (gravest) set(*gravest);
}

}  // namespace ops
