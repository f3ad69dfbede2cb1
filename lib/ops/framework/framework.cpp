#include "ops/framework/framework.h"

#include <algorithm>

#include "ops/framework/framework_state.h"
#include "ops/store/check.h"

namespace ops {

using framework::EventPath, framework::EventType, store::Notice, store::Snapshot;

namespace {

/// Under which the framework keeps what is its own, as Python ops does.
constexpr std::string_view kOwnHandle = "StoredStateData[_stored]";
constexpr const char* kEventCount = "event_count";

std::string_view path_of(const Object* object) {
  return object ? std::string_view(object->path()) : std::string_view();
}

/// As Python compares dicts.
bool same(const Snapshot& a, const Snapshot& b) {
  return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&](const auto& entry) {
           const Plain* other = b.find(entry.key);
           return other && entry.value.same_as(*other);
         });
}

}  // namespace

framework::EmissionListener::~EmissionListener() = default;
framework::EventContextListener::~EventContextListener() = default;

framework::EventContext::EventContext(Framework& framework, std::string_view kind, bool deferred)
    : framework_(framework), before_(framework.state_->current_event) {
  framework.state_->current_event = kind;
  if (auto* listener = framework.state_->parts.context_listener) listener->entered(kind, deferred);
}

framework::EventContext::~EventContext() {
  framework_.state_->current_event = before_;
  if (auto* listener = framework_.state_->parts.context_listener) listener->left();
}

void framework::emit(const AnyBoundEvent& bound, EventBase& event) {
  if (!bound.emitter)
    throw RuntimeError("cannot emit " + std::string(bound.kind) +
                       " here: only the framework emits its own events; observe it");
  bound.emitter->framework().emit(bound, event);
}

// ---- what is known

Framework::State::State(const Parts& given) : parts(given), current_event(given.event_name) {
  const base::Optional<Snapshot> kept = given.store.find_snapshot(kOwnHandle);
  if (kept) own = *kept;
  const Plain* count = own.find(kEventCount);
  if (!kept)
    event_count = 0;
  else if (count && count->kind() == base::PlainKind::integer)
    event_count = count->as_int();
}

/// Counted for every emission, observed or not.
std::int64_t Framework::State::next_key() {
  if (!event_count)
    throw TypeError("cannot count events on: the snapshot of '" + std::string(kOwnHandle) +
                    "' has no number under event_count; put back a copy of it");
  return ++*event_count;
}

bool Framework::State::is_observed(std::string_view emitter, std::string_view kind) const {
  return std::ranges::any_of(observations, [&](const Observation& known) {
    return !known.handler.method.empty() && known.is_of(emitter, kind);
  });
}

/// Null when nobody has said that there is such an event.
const EventType* Framework::State::type_of(std::string_view emitter, std::string_view kind) const {
  for (const Observation& known : observations)
    if (!kind.empty() && known.is_of(emitter, kind)) return &known.type;
  return nullptr;
}

const Framework::State::Observation* Framework::State::live_observation_of(
    std::string_view observer) const {
  const auto found = std::ranges::find_if(observations, [&](const Observation& known) {
    return known.handler.observer && known.observer == observer;
  });
  return found == observations.end() ? nullptr : &*found;
}

/// Whether the same handler is due the same event, with the same data, already.
bool Framework::State::waits_already(const Notice& notice, const Snapshot& data) const {
  const auto all = parts.store.notices({});
  return std::any_of(all.begin(), all.end(), [&](const Notice& other) {
    return other.observer_path == notice.observer_path && other.method_name == notice.method_name &&
           EventPath(other.event_path).without_key == EventPath(notice.event_path).without_key &&
           same(parts.store.find_snapshot(other.event_path).value_or(Snapshot()), data);
  });
}

/// Stores the event for each of its handlers, unless one is due it already. Whether there is any.
bool Framework::State::enqueue(std::string_view emitter, std::string_view kind,
                               const std::string& path, const Snapshot& data) const {
  bool saved = false;
  for (const Observation& known : observations) {
    if (known.handler.method.empty() || !known.is_of(emitter, kind)) continue;
    const Notice notice{.event_path = path,
                        .observer_path = std::string(known.observer),
                        .method_name = std::string(known.handler.method)};
    if (waits_already(notice, data)) {
      parts.logger.info("Skipping notice (" + path + ", " + notice.observer_path + ", " +
                        notice.method_name + "): the handler is due this event already.");
      continue;
    }
    if (!saved) parts.store.save_snapshot(path, data);
    saved = true;
    parts.store.save_notice(notice);
  }
  return saved;
}

// ---- the framework

Framework::Framework(const Parts& parts) : state_(new State(parts)) {}
Framework::~Framework() { delete state_; }

void Framework::emit(const AnyBoundEvent& bound, EventBase& event) {
  const std::string_view emitter = path_of(bound.emitter);
  const std::int64_t key = state_->next_key();
  framework::EmissionListener* listener = state_->parts.listener;
  const bool listened = listener && listener->wants(event);
  const bool observed = state_->is_observed(emitter, bound.kind);
  if (!listened && !observed && event.is_lifecycle()) return;
  event.path_ = framework::event_path(emitter, bound.kind, key);
  event.framework_ = this;
  const Snapshot data = event.snapshot();
  store::check_storable(bound.type.name, data);
  if (listened) listener->emitted(event, bound.type, data);
  if (observed && state_->enqueue(emitter, bound.kind, event.path_, data))
    state_->deliver_all(*this, event.path_);
}

void Framework::reemit() { state_->deliver_all(*this, {}); }

void Framework::commit() {
  PreCommitEvent pre_commit;
  emit(on().pre_commit, pre_commit);
  CommitEvent commit;
  emit(on().commit, commit);
  const Snapshot& own = state_->own;
  state_->parts.store.save_snapshot(kOwnHandle, own.with(kEventCount, *state_->event_count));
  state_->parts.store.commit();
}

void Framework::add(const AnyBoundEvent& event, const Handler& handler) {
  if (event.kind.empty() && event.type.make)
    throw LookupError(
        "cannot observe that event: the charm's metadata declares nothing of that "
        "name which has it (only relations have relation_changed, only containers "
        "pebble_ready); see on().kinds()");
  state_->observations.push_back({.emitter = path_of(event.emitter),
                                  .kind = event.kind,
                                  .type = event.type,
                                  .observer = path_of(handler.observer),
                                  .handler = handler});
}

void Framework::declare(const AnyBoundEvent& event) { add(event, {}); }

void Framework::track(const Object& object) {
  for (const Object* other : state_->objects)
    if (other->path() == object.path())
      throw RuntimeError("two objects claiming to be " + object.path() + " have been created");
  state_->objects.push_back(&object);
}

/// What it observed stays known, by paths: events that are due to it are dropped with a warning.
void Framework::forget(const Object& object) {
  auto& objects = state_->objects;
  objects.erase(std::ranges::find(objects, &object));
  std::string_view kept;
  const auto keep = [&](std::string_view& path) {
    if (path.data() != object.path().data()) return;
    if (kept.empty()) kept = keep_name(path);
    path = kept;
  };
  for (State::Observation& known : state_->observations) {
    keep(known.emitter);
    keep(known.observer);
    if (known.handler.observer == &object) known.handler.observer = nullptr;
  }
}

Model& Framework::model() const { return state_->parts.model; }
Logger& Framework::logger() const { return state_->parts.logger; }
store::Store& Framework::store() const { return state_->parts.store; }
std::string_view Framework::charm_kind() const { return state_->parts.charm_kind; }

base::List<std::string> Framework::object_paths() const {
  base::List<std::string> paths;
  for (const Object* object : state_->objects) paths = paths.with(object->path());
  return paths;
}

const Object* Framework::find_object(std::string_view path) const {
  const auto found = std::ranges::find(state_->objects, path, &Object::path);
  return found == state_->objects.end() ? nullptr : *found;
}

std::string_view Framework::type_name_of(std::string_view emitter, std::string_view kind) const {
  const EventType* type = state_->type_of(emitter, kind);
  return type ? type->name : std::string_view();
}

std::string_view Framework::keep_name(std::string_view name) {
  const auto known = std::ranges::find(state_->names, name);
  return known == state_->names.end() ? state_->names.emplace_front(name) : *known;
}

}  // namespace ops
