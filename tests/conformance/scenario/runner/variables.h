#pragma once
/// The environment that a JujuContext stands for.

#include "json.h"
#include "ops/juju/juju_context.h"

namespace scripted {

/// What Juju's variable of this name would hold: null when it is not set. Of other names, what the
/// process's own environment has.
Json variable_of(const ops::juju::JujuContext& context, const std::string& name);

}  // namespace scripted
