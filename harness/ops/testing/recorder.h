#pragma once
/// Notes what is emitted in a run. For .cpp files.

#include "ops/base/list_builder.h"
#include "ops/framework/framework.h"
#include "ops/store/memory_store.h"
#include "ops/testing/outcome.h"

namespace ops::testing {

class Recorder final : public framework::EmissionListener {
 public:
  explicit Recorder(bool framework_events) : framework_events_(framework_events) {}

  bool wants(const EventBase& event) const override {
    return framework_events_ || !event.is_lifecycle();
  }
  void emitted(const EventBase& event, const framework::EventType& type,
               const store::Snapshot& data) override;
  /// Those that were deferred in earlier runs: one for each handler that is due.
  void add_deferred(const Framework& framework, store::MemoryStore& store);

  base::ListBuilder<EmittedEvent> events = {};

 private:
  bool framework_events_;
};

}  // namespace ops::testing
