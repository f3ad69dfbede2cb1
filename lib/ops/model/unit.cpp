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
  const Model::Parts& parts = model_->parts();
  if (!parts.meta.containers.contains(name))
    throw ModelError("cannot get container '" + std::string(name) +
                     "': the charm's metadata declares none of that name");
  return Container(std::string(name), parts.pebbles.of(name), parts.logger);
}

void Unit::set_collected() {
  const base::Optional<Status> gravest = collected_.take();
  if (gravest) set(*gravest);
}

}  // namespace ops
