#pragma once
/// What hook tools answer, as results tell it.

#include "json.h"
#include "ops/base/config_value.h"
#include "ops/juju/records.h"

namespace scripted {

Json told(const ops::juju::UnitStatus& status);
Json told(const ops::juju::AppStatus& status);
Json told(const ops::juju::CloudSpec& cloud);
Json told(const ops::juju::GoalState& state);
Json told(const ops::juju::Network& network);
Json told(const ops::juju::SecretInfo& info);
Json told(const ops::juju::List<ops::juju::Port>& ports);
Json told(const ops::juju::Map<std::string, ops::base::Json>& values);
Json told(const ops::base::Config& options);

}  // namespace scripted
