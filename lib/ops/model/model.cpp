#include "ops/model/model.h"

#include "ops/juju/hook_tools.h"
#include "ops/juju/juju_context.h"

namespace ops {

Model::Model(const Parts& parts)
    : parts_(parts), unit_(*this, parts.context.unit_name), app_(*this, parts.context.app_name()) {}
Model::~Model() = default;

const std::string& Model::name() const { return parts_.context.model_name; }
const std::string& Model::uuid() const { return parts_.context.model_uuid; }

const base::Config& Model::config() {
  if (!config_) config_ = parts_.tools.config_get();
  return *config_;
}

}  // namespace ops
