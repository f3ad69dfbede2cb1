#pragma once
/// The events that a script defines.

#include "json.h"
#include "ops/charm/hook_events.h"

namespace scripted {

/// Of the suite of dispatches. Carries one value: null when it was emitted without, and then
/// nothing is kept of it.
class ScriptedEvent final : public ops::EventBase {
 public:
  ops::Plain data = {};

  ops::store::Snapshot snapshot() const override;
  void restore(const ops::store::Snapshot& kept, ops::Model& model) override;
};

/// Of the suite of Scenario: carries what it was emitted with.
class CustomEvent final : public ops::EventBase {
 public:
  ops::Plain args = ops::Plain::from_json("[]");
  ops::Plain kwargs = ops::Plain::from_json("{}");

  ops::store::Snapshot snapshot() const override;
  void restore(const ops::store::Snapshot& kept, ops::Model& model) override;
};

/// Of the suite of Scenario: derived from a hook's.
class CustomHookEvent final : public ops::HookEvent {};

/// The event of `emitter` whose class has this name.
ops::AnyBoundEvent custom_event(const ops::Object& emitter, const std::string& name,
                                const std::string& class_name);

/// Emits it with what operation `a` says: `data`, or `args` and `kwargs`.
void emit_custom(const ops::AnyBoundEvent& event, const Json& a);

}  // namespace scripted
