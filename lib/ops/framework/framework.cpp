#include "ops/framework/framework.h"

#include <absl/container/inlined_vector.h>

#include <algorithm>
#include <forward_list>
#include <memory>

#include "ops/framework/event_path.h"

namespace ops {

using framework::EventPath, framework::EventType, store::Notice, store::Snapshot;

namespace {

/// Under which the framework keeps what is its own, as Python ops does.
constexpr std::string_view kOwnHandle = "StoredStateData[_stored]";
constexpr const char* kEventCount = "event_count";

template <class Items, class Predicate>
void erase_if(Items& items, Predicate unwanted) {
  items.erase(std::remove_if(items.begin(), items.end(), unwanted), items.end());
}

}  // namespace

framework::EmissionListener::~EmissionListener() = default;

struct Framework::State {
  explicit State(const Parts& given) : parts(given), event_count(kept_event_count()) {}

  Parts parts;
  std::int64_t event_count;
  absl::InlinedVector<Observation, 4> observations = {};
  absl::InlinedVector<const Object*, 4> objects = {};
  std::forward_list<std::string> names = {};

  /// A handler that an event is due to.
  struct Due {
    Notice notice;
    Observation handler;  // a copy, since handlers may come and go meanwhile
    bool again = false;   // deferred in an earlier dispatch
  };
  using Dues = absl::InlinedVector<Due, 2>;

  std::int64_t kept_event_count() const;
  Observation handler_of(const Notice& notice) const;
  bool lives(const Observation& handler) const;
  bool waits_already(const Notice& notice, const Snapshot& data) const;
  bool is_observed(const Object* emitter, std::string_view kind) const;
  Dues enqueue(const Object* emitter, std::string_view kind, const std::string& path,
               const Snapshot& data) const;
  bool deliver(const Due& due, Framework& framework) const;
  void deliver_all(const Dues& all, Framework& framework) const;
  void say_gone(const Notice& notice) const;
};

std::int64_t Framework::State::kept_event_count() const {
  if (!parts.store.has_snapshot(kOwnHandle)) return 0;
  const Snapshot own = parts.store.load_snapshot(kOwnHandle);
  const base::Json* count = own.find(kEventCount);
  return count ? count->as_int() : 0;
}

/// By the event, the observer's path and the handler's name; one of no observer when there is none.
Framework::Observation Framework::State::handler_of(const Notice& notice) const {
  const EventPath event(notice.event_path);
  const auto found = std::ranges::find_if(observations, [&](const Observation& known) {
    const std::string_view emitter = known.emitter ? known.emitter->path() : std::string_view();
    return known.kind == event.kind && known.method == notice.method_name &&
           known.observer->path() == notice.observer_path && emitter == event.emitter;
  });
  return found == observations.end() ? Observation() : *found;
}

bool Framework::State::lives(const Observation& handler) const {
  return std::ranges::find(objects, handler.observer) != objects.end();
}

/// Whether the same handler is due the same event, with equal data, already.
bool Framework::State::waits_already(const Notice& notice, const Snapshot& data) const {
  const auto all = parts.store.notices({});
  return std::any_of(all.begin(), all.end(), [&](const Notice& other) {
    return other.observer_path == notice.observer_path && other.method_name == notice.method_name &&
           EventPath(other.event_path).without_key == EventPath(notice.event_path).without_key &&
           parts.store.load_snapshot(other.event_path) == data;
  });
}

bool Framework::State::is_observed(const Object* emitter, std::string_view kind) const {
  return std::ranges::any_of(observations, [&](const Observation& known) {
    return known.emitter == emitter && known.kind == kind;
  });
}

/// Stores the event for each of its handlers, unless one is due it already.
Framework::State::Dues Framework::State::enqueue(const Object* emitter, std::string_view kind,
                                                 const std::string& path,
                                                 const Snapshot& data) const {
  Dues all;
  for (const Observation& observation : observations) {
    if (observation.emitter != emitter || observation.kind != kind) continue;
    Notice notice{.event_path = path,
                  .observer_path = observation.observer->path(),
                  .method_name = std::string(observation.method)};
    if (waits_already(notice, data)) {
      parts.logger.info("Skipping notice (" + path + ", " + notice.observer_path + ", " +
                        notice.method_name + "): the handler is due this event already.");
      continue;
    }
    if (all.empty()) parts.store.save_snapshot(path, data);
    parts.store.save_notice(notice);
    all.push_back({std::move(notice), observation});
  }
  return all;
}

void Framework::State::say_gone(const Notice& notice) const {
  parts.logger.warning("Dropping " + notice.event_path + ", which was deferred by " +
                       notice.observer_path + "." + notice.method_name +
                       ": the charm has no such handler of this event any more.");
}

/// Whether the handler deferred the event, which then stays in the queue.
bool Framework::State::deliver(const Due& due, Framework& framework) const {
  bool deferred = false;
  if (due.again) parts.logger.debug("Re-emitting deferred event " + due.notice.event_path + ".");
  if (lives(due.handler)) {
    const std::unique_ptr<EventBase> event(due.handler.type.make());
    event->path_ = due.notice.event_path;
    event->framework_ = &framework;
    event->restore(parts.store.load_snapshot(due.notice.event_path), parts.model);
    due.handler.call(due.handler.self, *event);
    deferred = event->deferred();
  } else {
    say_gone(due.notice);
  }
  if (!deferred) parts.store.drop_notice(due.notice);
  return deferred;
}

/// In order. A snapshot goes when nobody in a run of one event's notices deferred it.
void Framework::State::deliver_all(const Dues& all, Framework& framework) const {
  bool deferred = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    deferred = deliver(all[i], framework) || deferred;
    const std::string& path = all[i].notice.event_path;
    if (i + 1 < all.size() && all[i + 1].notice.event_path == path) continue;
    if (!deferred) parts.store.drop_snapshot(path);
    deferred = false;
  }
}

Framework::Framework(const Parts& parts) : state_(new State(parts)) {}
Framework::~Framework() { delete state_; }

void Framework::emit(const Object* emitter, std::string_view kind, EventBase& event,
                     const EventType& type) {
  ++state_->event_count;
  framework::EmissionListener* listener = state_->parts.listener;
  const bool listened = listener && listener->wants(event);
  const bool observed = state_->is_observed(emitter, kind);
  if (!observed && !listened) return;
  event.path_ = framework::event_path(emitter ? emitter->path() : std::string_view(), kind,
                                      state_->event_count);
  event.framework_ = this;
  const Snapshot data = event.snapshot();
  if (listened) listener->emitted(event, type, data);
  if (observed) state_->deliver_all(state_->enqueue(emitter, kind, event.path_, data), *this);
}

void Framework::reemit() {
  State::Dues all;
  for (const Notice& notice : state_->parts.store.notices({}))
    all.push_back({notice, state_->handler_of(notice), true});
  state_->deliver_all(all, *this);
}

void Framework::commit() {
  PreCommitEvent pre_commit;
  emit(on().pre_commit, pre_commit);
  CommitEvent commit;
  emit(on().commit, commit);
  state_->parts.store.save_snapshot(kOwnHandle, {{kEventCount, state_->event_count}});
  state_->parts.store.commit();
}

void Framework::add(const Observation& observation) { state_->observations.push_back(observation); }

void Framework::track(const Object& object) {
  for (const Object* other : state_->objects)
    if (other->path() == object.path())
      throw RuntimeError("cannot make a second object called " + object.path() +
                         ": deferred events could not tell them apart; give it another key");
  state_->objects.push_back(&object);
}

void Framework::forget(const Object& object) {
  erase_if(state_->objects, [&](const Object* known) { return known == &object; });
  erase_if(state_->observations, [&](const Observation& known) {
    return known.observer == &object || known.emitter == &object;
  });
}

Model& Framework::model() const { return state_->parts.model; }
Logger& Framework::logger() const { return state_->parts.logger; }
std::string_view Framework::charm_kind() const { return state_->parts.charm_kind; }

std::string_view Framework::keep_name(std::string_view name) {
  const auto known = std::ranges::find(state_->names, name);
  return known == state_->names.end() ? state_->names.emplace_front(name) : *known;
}

}  // namespace ops
