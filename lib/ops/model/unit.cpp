#include "ops/model/unit.h"

#include "ops/base/clock.h"
#include "ops/juju/hook_tools.h"
#include "ops/meta/charm_meta.h"
#include "ops/model/model.h"

namespace ops {

namespace {
/// For how long Juju promises that who leads goes on leading.
constexpr std::int64_t kLeaseNs = 30'000'000'000;
}  // namespace

Unit::Unit(Model& model, std::string name) : model_(&model), name_(std::move(name)) {}

Status Unit::status() {
  if (!status_) {
    const juju::StatusRecord record = model_->parts().tools.status_get(false);
    status_ = status_from_name(record.name, record.message);
  }
  return *status_;
}

void Unit::set(const Status& status) {
  model_->parts().tools.status_set(false, std::string(name_of(status)), message_of(status));
  status_ = status;
}

bool Unit::is_leader() {
  const std::int64_t now = model_->parts().clock.monotonic_ns();
  if (!leader_ || now - leader_asked_ns_ > kLeaseNs) {
    leader_ = model_->parts().tools.is_leader();
    leader_asked_ns_ = now;
  }
  return *leader_;
}

void Unit::set_workload_version(const std::string& version) {
  model_->parts().tools.application_version_set(version);
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
