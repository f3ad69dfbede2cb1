#include "ops/base/json.h"
#include "ops/juju/backend.h"
#include "ops/model/model.h"

namespace ops {

void Model::set_pod_spec(const base::Json& spec, const base::Optional<base::Json>& k8s_resources) {
  if (!backend().is_leader())
    throw ModelError("cannot set a pod spec as this unit is not a leader");
  // JSON is YAML.
  base::Optional<std::string> resources;
  if (k8s_resources) resources = k8s_resources->text();
  backend().ask(&juju::HookTools::pod_spec_set, spec.text(), resources);
}

}  // namespace ops
