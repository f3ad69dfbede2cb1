#pragma once
/// The events that a script defines.

#include "ops/framework/event.h"

namespace scripted {

/// Carries one value: null when it was emitted without, and then nothing is kept of it.
class ScriptedEvent final : public ops::EventBase {
 public:
  ops::Plain data = {};

  ops::store::Snapshot snapshot() const override;
  void restore(const ops::store::Snapshot& kept, ops::Model& model) override;
};

}  // namespace scripted
