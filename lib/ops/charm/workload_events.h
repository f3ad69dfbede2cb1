#pragma once
/// The events of containers.

#include "ops/charm/hook_events.h"
#include "ops/model/container.h"

namespace ops {

/// About one container. `ops.WorkloadEvent`.
class WorkloadEvent : public HookEvent {
 public:
  Container workload = {};

  void resolve(Model& model, std::string_view kind) override;
  void accept(Model& model) override;
  store::Snapshot snapshot() const override;
  void restore(const store::Snapshot& data, Model& model) override;
};

/// The container's Pebble has come up, for the first time or again. What was in its plan before is
/// gone, but for the layers that the image brings.
class PebbleReadyEvent final : public WorkloadEvent {};

}  // namespace ops
