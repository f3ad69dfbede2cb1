#pragma once
/// The cloud that the model is on.

#include "ops/juju/records.h"

namespace ops {

using CloudCredential = juju::CloudCredential;
using CloudSpec = juju::CloudSpec;

}  // namespace ops
