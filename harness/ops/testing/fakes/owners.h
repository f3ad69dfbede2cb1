#pragma once
/// Who is to run what a plan names. For .cpp files.

#include "ops/pebble/files.h"
#include "ops/pebble/plan.h"

namespace ops::testing {

/// The check's command.
pebble::Owner owner_of(const pebble::ExecCheck& exec);
/// The services of the workload.
pebble::Owner owner_of(const pebble::Workload& workload);
/// The service, when it is of no workload.
pebble::Owner owner_of(const pebble::Service& service);

}  // namespace ops::testing
