#include "ops/model/unit.h"

#include "ops/juju/backend.h"
#include "ops/meta/charm_meta.h"
#include "ops/model/model.h"

namespace ops {

Unit::Unit(Model& model, std::string name) : model_(&model), name_(std::move(name)) {}

Status Unit::status() {
  if (!status_) {
    const auto told = model_->backend().ask(&juju::HookTools::status_get);
    status_ = status_from_name(told.status, told.message);
  }
  return *status_;
}

void Unit::set(const Status& status) {
  model_->backend().ask(&juju::HookTools::status_set, false, std::string(name_of(status)),
                        juju::Optional<std::string>(message_of(status)));
  status_ = status;
}

bool Unit::is_leader() { return model_->backend().is_leader(); }

void Unit::set_workload_version(const std::string& version) {
  model_->backend().ask(&juju::HookTools::application_version_set, version);
}

Container Unit::get_container(std::string_view name) {
  if (!model_->parts().meta.containers.contains(name))
    throw ModelError("container '" + std::string(name) + "' not found");
  return Container(std::string(name), *model_);
}

void Unit::set_collected() {
  const base::Optional<Status> gravest = collected_.take();
  if (gravest) set(*gravest);
}

}  // namespace ops
