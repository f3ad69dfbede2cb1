#include "ops/testing/recorder.h"

#include "ops/framework/event_path.h"

namespace ops::testing {

void Recorder::emitted(const EventBase& event, const framework::EventType& type,
                       const store::Snapshot& data) {
  events.add({.type = std::string(type.name), .path = event.path(), .snapshot = data});
}

/// What is of no type that the charm knows is not emitted again, either.
void Recorder::add_deferred(const Framework& framework, store::MemoryStore& store) {
  for (const store::Notice& notice : store.all_notices()) {
    const framework::EventPath event(notice.event_path);
    const std::string_view type = framework.type_name_of(event.emitter, event.kind);
    if (type.empty()) continue;
    events.add({.type = std::string(type),
                .path = notice.event_path,
                .snapshot = store.load_snapshot(notice.event_path)});
  }
}

}  // namespace ops::testing
