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
  if (method == "_second") return framework.observe<&Own::_second>(event, observer);
  throw PythonError("AttributeError", "there is no method " + method);
}

bool has(const Json& names, const std::string& name) {
  return std::ranges::find(names, Json(name)) != names.end();
}

/// The class of the charm's own custom events.
std::string custom_class(const ScriptedCharm& charm) {
  return charm.script().specification().value("event_class", "ScriptedEvent");
}

ops::AnyBoundEvent own_event(const ScriptedCharm& charm, const std::string& name) {
  if (has(charm.script().specification().value("custom_events", Json::array()), name))
    return custom_event(charm, name, custom_class(charm));
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

/// With the method of the charm, or of an object, that the row says.
void observe_with_row(ScriptedCharm& charm, const Json& row, const ops::AnyBoundEvent& event) {
  const std::string key = row.value("observer", "charm"), method = row.value("method", "_on_event");
  if (key == "charm") return observe_with(event, charm, method);
  observe_with(event, charm.object(key), method);
}

/// One row of the specification's `observers`.
void observe_row(ScriptedCharm& charm, const Json& row) {
  const std::string name = row.at("event"), emitter = row.value("emitter", "");
  if (name == "*") {
    for (const NamedEvent& event : events_of(charm))
      if (!row.contains("among") || has(row["among"], event.name))
        observe_with_row(charm, row, own_event(charm, event.name));
    return;
  }
  observe_with_row(charm, row,
                   emitter == "framework" ? framework_event(charm, name)
                   : emitter.empty()      ? own_event(charm, name)
                                          : custom_event_of(charm, emitter, name));
}

}  // namespace

std::vector<NamedEvent> events_of(const ScriptedCharm& charm) {
  std::vector<NamedEvent> events;
  for (const std::string& kind : charm.on().kinds())
    events.push_back({kind, std::string(charm.on().event(kind).type.name)});
  for (const Json& name : charm.script().specification().value("custom_events", Json::array()))
    events.push_back({name, custom_class(charm)});
  std::ranges::sort(events, {}, &NamedEvent::name);
  return events;
}

void observe_as_told(ScriptedCharm& charm) {
  const Json& all = charm.script().specification();
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

ops::AnyBoundEvent custom_event_of(ScriptedCharm& charm, const std::string& emitter,
                                   const std::string& event) {
  if (emitter == "charm") return custom_event(charm, event, custom_class(charm));
  const ScriptedObject& object = charm.object(emitter);
  return custom_event(object, event, object.class_of(event));
}

}  // namespace scripted
