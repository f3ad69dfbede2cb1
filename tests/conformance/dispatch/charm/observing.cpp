#include "observing.h"

#include <algorithm>

#include "custom_event.h"
#include "errors.h"
#include "script.h"

namespace scripted {

namespace {

/// By the name of one of the handlers.
template <class Observer>
void observe_with(const ops::AnyBoundEvent& event, Observer& observer, const std::string& method) {
  using Own = Handlers<Observer>;
  ops::Framework& framework = observer.framework();
  if (method == "_on_event") return framework.observe<&Own::_on_event>(event, observer);
  if (method == "_on_second") return framework.observe<&Own::_on_second>(event, observer);
  if (method == "_on_third") return framework.observe<&Own::_on_third>(event, observer);
  throw PythonError("AttributeError", "there is no method " + method);
}

bool is_custom(const std::string& name) {
  const Json names = specification().value("custom_events", Json::array());
  return std::ranges::find(names, Json(name)) != names.end();
}

ops::BoundEvent<ScriptedEvent> custom_event(const ops::Object& emitter, const std::string& name) {
  return {&emitter, emitter.framework().keep_name(name)};
}

ops::AnyBoundEvent own_event(const ScriptedCharm& charm, const std::string& name) {
  if (is_custom(name)) return custom_event(charm, name);
  try {
    return charm.on().event(name);
  } catch (const ops::LookupError& error) {
    throw PythonError("AttributeError", error.what());
  }
}

ops::AnyBoundEvent framework_event(const ScriptedCharm& charm, const std::string& name) {
  const ops::FrameworkEvents on = charm.framework().on();
  if (name == "commit") return on.commit;
  return on.pre_commit;
}

/// One row of the specification's `observers`.
void observe_row(ScriptedCharm& charm, const Json& row) {
  const std::string name = row.at("event"), emitter = row.value("emitter", "");
  const ops::AnyBoundEvent event =
      emitter == "framework" ? framework_event(charm, name)
      : emitter.empty()      ? own_event(charm, name)
                             : ops::AnyBoundEvent(custom_event(charm.object(emitter), name));
  const std::string key = row.value("observer", "charm"), method = row.value("method", "_on_event");
  if (key == "charm") return observe_with(event, charm, method);
  observe_with(event, charm.object(key), method);
}

}  // namespace

std::vector<NamedEvent> events_of(const ScriptedCharm& charm) {
  std::vector<NamedEvent> events;
  for (const std::string& kind : charm.on().kinds())
    events.push_back({kind, std::string(charm.on().event(kind).type.name)});
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
  observe_with(own_event(charm, event), charm, method);
}

void emit_custom(ops::Object& emitter, const std::string& event, const Json& data) {
  ScriptedEvent emitted;
  emitted.data = plain_of(data);
  custom_event(emitter, event).emit(emitted);
}

}  // namespace scripted
