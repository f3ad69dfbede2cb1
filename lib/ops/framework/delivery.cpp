/// How events get to their handlers.
#include <algorithm>
#include <memory>

#include "ops/framework/framework_state.h"

namespace ops {

using framework::EventPath, framework::EventType, store::Notice;

namespace {

std::string shown(const EventBase& event, std::string_view type) {
  return ("<" + std::string(type)).append(" via ") + event.path() + '>';
}

std::string place_in_queue(std::size_t number, std::size_t all) {
  return " (" + std::to_string(number) + " of " + std::to_string(all) + " in queue)";
}

void check_path(const EventPath& event) {
  if (!event.is_well_formed())
    throw RuntimeError("attempted to restore invalid handle path " + std::string(event.path));
}

}  // namespace

/// A snapshot goes when nobody in a run of one event's notices deferred it.
void Framework::State::deliver_all(Framework& framework, std::string_view path) {
  const auto notices = parts.store.notices(path);
  const std::string* last = nullptr;
  bool deferred = false;
  std::size_t number = 0;
  for (const Notice& notice : notices) {
    const EventPath event(notice.event_path);
    check_path(event);
    const std::string& event_path = notice.event_path;
    if (!last || *last != event_path) {
      if (last && !deferred) parts.store.drop_snapshot(*last);
      last = &event_path;
      deferred = false;
    }
    ++number;
    const std::string place = path.empty() ? place_in_queue(number, notices.size()) : "";
    if (const EventType* type = type_of(event.emitter, event.kind))
      deferred = deliver(framework, notice, event, *type, place) || deferred;
    else
      parts.store.drop_notice(notice);
  }
  if (last && !deferred) parts.store.drop_snapshot(*last);
}

/// Whether the handler deferred the event, which then stays in the queue. `place` is that in the
/// queue, when the event was deferred in an earlier dispatch.
bool Framework::State::deliver(Framework& framework, const Notice& notice, const EventPath& path,
                               const EventType& type, std::string_view place) {
  const std::string_view type_name = type.name;
  const std::unique_ptr<EventBase> event(type.make());
  event->path_ = notice.event_path;
  event->framework_ = &framework;
  event->restore(parts.store.load_snapshot(notice.event_path), parts.model);
  event->deferred_ = false;
  if (live_observation_of(notice.observer_path)) {
    log_delivery(*event, path.kind, type_name, place);
    handle(framework, notice, path, *event, !place.empty());
  } else {
    parts.logger.warning("Dropping " + notice.event_path + ": its observer " +
                         notice.observer_path + " is gone; keep the object alive.");
  }
  if (!event->deferred()) parts.store.drop_notice(notice);
  return event->deferred();
}

void Framework::State::log_delivery(const EventBase& event, std::string_view kind,
                                    std::string_view type, std::string_view place) const {
  if (!place.empty())
    parts.logger.debug("Re-emitting deferred event " + shown(event, type) + std::string(place) +
                       '.');
  else if (!event.is_lifecycle() && !current_event.empty() && current_event != kind)
    parts.logger.debug("Emitting custom event " + shown(event, type) + '.');
}

/// Calls the handler of that name, which need not observe this event any more. Nothing happens when
/// there is none.
void Framework::State::handle(Framework& framework, const Notice& notice, const EventPath& path,
                              EventBase& event, bool again) {
  const auto is_it = [&](const Observation& known) {
    return known.handler.observer && known.handler.method == notice.method_name &&
           known.observer == notice.observer_path;
  };
  auto found = std::ranges::find_if(observations, [&](const Observation& known) {
    return is_it(known) && known.is_of(path.emitter, path.kind);
  });
  if (found == observations.end()) found = std::ranges::find_if(observations, is_it);
  if (found == observations.end()) return;
  const Handler handler = found->handler;  // a copy, since observations may come meanwhile
  const framework::EventContext context(framework, path.kind, again);
  if (event.is_from_juju() && (debugs("all") || debugs("hook"))) stop_in_debugger();
  handler.call(handler.self, event);
}

}  // namespace ops
