#include "ops/charm/workload_events.h"

#include "ops/juju/juju_context.h"
#include "ops/model/model.h"

namespace ops {

namespace {
constexpr const char* kContainerName = "container_name";
}

void WorkloadEvent::resolve(Model& model, std::string_view) {
  const std::string& name = model.context().workload_name;
  if (name.empty())
    throw RuntimeError(
        "cannot tell which container this is about: JUJU_WORKLOAD_NAME is not set; "
        "let Juju start the charm");
  workload = model.unit().get_container(name);
}

void WorkloadEvent::accept(Model&) {}

store::Snapshot WorkloadEvent::snapshot() const { return {{kContainerName, workload.name()}}; }

void WorkloadEvent::restore(const store::Snapshot& data, Model& model) {
  workload = model.unit().get_container(data[kContainerName].as_string());
}

}  // namespace ops
