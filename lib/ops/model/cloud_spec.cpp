#include "ops/model/cloud_spec.h"

#include "ops/juju/backend.h"
#include "ops/model/model.h"

namespace ops {

CloudSpec Model::get_cloud_spec() { return backend().ask(&juju::HookTools::credential_get); }

}  // namespace ops
