#include "observing.h"

#include <algorithm>

#include "errors.h"
#include "ops/meta/charm_meta.h"
#include "script.h"

namespace scripted {

namespace {

constexpr std::string_view kPebbleReady = "_pebble_ready";

/// One of the charm's methods, on an event that it takes.
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
  void (*observe)(const ScriptedCharm& charm, const Observer& observer);
};

template <auto Member>
void observe_fixed(const ScriptedCharm& charm, const Observer& observer) {
  observer(charm.on().*Member);
}

constexpr FixedEvent kFixedEvents[] = {
    {"collect_app_status", observe_fixed<&ops::CharmEvents::collect_app_status>},
    {"collect_unit_status", observe_fixed<&ops::CharmEvents::collect_unit_status>},
    {"config_changed", observe_fixed<&ops::CharmEvents::config_changed>},
    {"install", observe_fixed<&ops::CharmEvents::install>},
    {"leader_elected", observe_fixed<&ops::CharmEvents::leader_elected>},
    {"remove", observe_fixed<&ops::CharmEvents::remove>},
    {"start", observe_fixed<&ops::CharmEvents::start>},
    {"stop", observe_fixed<&ops::CharmEvents::stop>},
    {"update_status", observe_fixed<&ops::CharmEvents::update_status>},
    {"upgrade_charm", observe_fixed<&ops::CharmEvents::upgrade_charm>},
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

std::vector<std::string> event_names(const ScriptedCharm& charm) {
  std::vector<std::string> names;
  for (const FixedEvent& fixed : kFixedEvents) names.emplace_back(fixed.name);
  for (const auto& [container, _] : charm.meta().containers) names.push_back(event_of(container));
  for (const Json& name : specification().value("custom_events", Json::array()))
    names.push_back(name);
  std::ranges::sort(names);
  return names;
}

void observe_as_told(ScriptedCharm& charm) {
  const Json& all = specification();
  if (all.contains("observers")) {
    for (const Json& row : all["observers"]) observe_row(charm, row);
    return;
  }
  for (const std::string& name : event_names(charm)) observe(charm, name, "_on_event");
  for (const Json& object : all.value("objects", Json::array()))
    for (const char* name : {"other", "thing"})
      observe_row(charm, {{"event", name}, {"emitter", object["key"]}});
}

void observe(ScriptedCharm& charm, const std::string& event, const std::string& method) {
  observe_own(charm, event, {&charm, nullptr, method});
}

void emit_custom(ops::Object& emitter, const std::string& event, const Json& data) {
  ScriptedEvent emitted;
  emitted.data = ops::base::Json::parse(data.dump());
  emitter.framework().emit(custom_event(emitter, event), emitted);
}

}  // namespace scripted
