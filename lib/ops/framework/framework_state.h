#pragma once
/// What a Framework holds. For the framework's own .cpp files.

#include <absl/container/inlined_vector.h>

#include <forward_list>
#include <optional>

#include "ops/framework/event_path.h"
#include "ops/framework/framework.h"

namespace ops {

struct Framework::State {
  /// Who wants to hear of what. Paths, since objects are known by them: an object that is gone may
  /// be made anew. Of a handler that is only kept, the event is empty; of an event that is only
  /// declared, the handler.
  struct Observation {
    std::string_view emitter = {};
    std::string_view kind = {};
    framework::EventType type = {};
    std::string_view observer = {};
    Handler handler = {};  // of no object when that is gone

    bool is_of(std::string_view other_emitter, std::string_view other_kind) const {
      return kind == other_kind && emitter == other_emitter;
    }
  };

  explicit State(const Parts& given);

  std::int64_t next_key();
  bool is_observed(std::string_view emitter, std::string_view kind) const;
  const framework::EventType* type_of(std::string_view emitter, std::string_view kind) const;
  const Observation* live_observation_of(std::string_view observer) const;
  bool waits_already(const store::Notice& notice, const store::Snapshot& data) const;
  bool enqueue(std::string_view emitter, std::string_view kind, const std::string& path,
               const store::Snapshot& data) const;

  /// Delivers what waits: of one event, or, when `path` is empty, all from earlier dispatches.
  void deliver_all(Framework& framework, std::string_view path);
  bool deliver(Framework& framework, const store::Notice& notice, const framework::EventPath& path,
               const framework::EventType& type, std::string_view place);
  void handle(Framework& framework, const store::Notice& notice, const framework::EventPath& path,
              EventBase& event, bool again);
  void log_delivery(const EventBase& event, std::string_view kind, std::string_view type,
                    std::string_view place) const;

  bool debugs(std::string_view name) const { return parts.debug_at.find(name) != nullptr; }
  void stop_in_debugger();

  Parts parts;
  store::Snapshot own = {};                      // as it was at the last commit; empty before any
  std::optional<std::int64_t> event_count = {};  // none where `own` has no number of events
  std::string_view current_event;
  absl::InlinedVector<Observation, 4> observations = {};
  absl::InlinedVector<const Object*, 4> objects = {};
  std::forward_list<std::string> names = {};
  bool welcomed = false;
};

}  // namespace ops
