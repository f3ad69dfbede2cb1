#include "observing.h"

#include <algorithm>

#include "errors.h"
#include "ops/meta/charm_meta.h"
#include "script.h"

namespace scripted {

namespace {

constexpr std::string_view kPebbleReady = "_pebble_ready";

/// By the name of one of the handlers.
template <class E, class Observer>
void observe_with(const ops::BoundEvent<E>& event, Observer& observer, const std::string& method) {
  using Own = HandlersOf<Observer, E>;
  ops::Framework& framework = observer.framework();
  if (method == "_on_event") return framework.observe<&Own::_on_event>(event, observer);
  if (method == "_on_second") return framework.observe<&Own::_on_second>(event, observer);
  if (method == "_on_third") return framework.observe<&Own::_on_third>(event, observer);
  throw PythonError("AttributeError", "there is no method " + method);
}

/// Who observes, and how.
struct Observer {
  ScriptedCharm* charm = nullptr;
  ScriptedObject* object = nullptr;  ///< Null: the charm itself.
  std::string method = "_on_event";

  template <class E>
  void operator()(const ops::BoundEvent<E>& event) const {
    object ? observe_with(event, *object, method) : observe_with(event, *charm, method);
  }
};

/// An event that every charm has.
struct FixedEvent {
  std::string_view name;
  std::string_view class_name;
  void (*observe)(const ScriptedCharm& charm, const Observer& observer);
};

template <auto Member>
void observe_fixed(const ScriptedCharm& charm, const Observer& observer) {
  observer(charm.on().*Member);
}

template <class E>
constexpr std::string_view class_of(ops::BoundEvent<E> ops::CharmEvents::*) {
  return ops::framework::type_name<E>();
}

template <auto Member>
constexpr FixedEvent fixed(std::string_view name) {
  return {name, class_of(Member), observe_fixed<Member>};
}

constexpr FixedEvent kFixedEvents[] = {
    fixed<&ops::CharmEvents::collect_app_status>("collect_app_status"),
    fixed<&ops::CharmEvents::collect_unit_status>("collect_unit_status"),
    fixed<&ops::CharmEvents::config_changed>("config_changed"),
    fixed<&ops::CharmEvents::install>("install"),
    fixed<&ops::CharmEvents::leader_elected>("leader_elected"),
    fixed<&ops::CharmEvents::remove>("remove"),
    fixed<&ops::CharmEvents::start>("start"),
    fixed<&ops::CharmEvents::stop>("stop"),
    fixed<&ops::CharmEvents::update_status>("update_status"),
    fixed<&ops::CharmEvents::upgrade_charm>("upgrade_charm"),
};

std::string event_of(std::string container) {
  std::ranges::replace(container, '-', '_');
  return container + std::string(kPebbleReady);
}

bool is_custom(const std::string& name) {
  const Json names = specification().value("custom_events", Json::array());
  return std::ranges::find(names, Json(name)) != names.end();
}

ops::BoundEvent<ScriptedEvent> custom_event(const ops::Object& emitter, const std::string& name) {
  return {&emitter, emitter.framework().keep_name(name)};
}

void observe_own(const ScriptedCharm& charm, const std::string& name, const Observer& observer) {
  if (is_custom(name)) return observer(custom_event(charm, name));
  const auto* fixed = std::ranges::find(kFixedEvents, name, &FixedEvent::name);
  if (fixed != std::end(kFixedEvents)) return fixed->observe(charm, observer);
  for (const auto& [container, _] : charm.meta().containers)
    if (event_of(container) == name) return observer(charm.on()[container].pebble_ready);
  throw PythonError("AttributeError", "the charm has no event " + name);
}

void observe_framework(const ScriptedCharm& charm, const std::string& name,
                       const Observer& observer) {
  const ops::FrameworkEvents on = charm.framework().on();
  name == "commit" ? observer(on.commit) : observer(on.pre_commit);
}

/// One row of the specification's `observers`.
void observe_row(ScriptedCharm& charm, const Json& row) {
  const std::string emitter = row.value("emitter", "");
  const std::string key = row.value("observer", "charm");
  const Observer observer{&charm, key == "charm" ? nullptr : &charm.object(key),
                          row.value("method", "_on_event")};
  const std::string name = row.at("event");
  if (emitter == "framework") return observe_framework(charm, name, observer);
  if (emitter.empty()) return observe_own(charm, name, observer);
  observer(custom_event(charm.object(emitter), name));
}

}  // namespace

std::vector<NamedEvent> events_of(const ScriptedCharm& charm) {
  std::vector<NamedEvent> events;
  for (const FixedEvent& one : kFixedEvents)
    events.push_back({std::string(one.name), std::string(one.class_name)});
  for (const auto& [container, _] : charm.meta().containers)
    events.push_back({event_of(container), "PebbleReadyEvent"});
  for (const Json& name : specification().value("custom_events", Json::array()))
    events.push_back({name, "ScriptedEvent"});
  std::ranges::sort(events, {}, &NamedEvent::name);
  return events;
}

void observe_as_told(ScriptedCharm& charm) {
  const Json& all = specification();
  if (all.contains("observers")) {
    for (const Json& row : all["observers"]) observe_row(charm, row);
    return;
  }
  for (const NamedEvent& event : events_of(charm)) observe(charm, event.name, "_on_event");
  for (const Json& object : all.value("objects", Json::array()))
    for (const char* name : {"other", "thing"})
      observe_row(charm, {{"event", name}, {"emitter", object["key"]}});
}

void observe(ScriptedCharm& charm, const std::string& event, const std::string& method) {
  observe_own(charm, event, {&charm, nullptr, method});
}

void emit_custom(ops::Object& emitter, const std::string& event, const Json& data) {
  ScriptedEvent emitted;
  emitted.data = ops::base::Plain::from_json(data.dump());
  emitter.framework().emit(custom_event(emitter, event), emitted);
}

}  // namespace scripted
