#pragma once
/// The events of storages.

#include "ops/charm/hook_events.h"

namespace ops {

class Storage;

/// About one storage, which is the model's. `ops.StorageEvent`.
class StorageEvent : public HookEvent {
 public:
  Storage* storage = nullptr;  ///< Never null in a handler; its location is known.

  void resolve(Model& model, std::string_view kind) override;
  void accept(Model& model) override;
  store::Snapshot snapshot() const override;
  void restore(const store::Snapshot& data, Model& model) override;
};

/// The storage is there to be used.
class StorageAttachedEvent final : public StorageEvent {};
/// The storage is about to go; it can still be used.
class StorageDetachingEvent final : public StorageEvent {};

}  // namespace ops
