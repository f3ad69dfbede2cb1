#include "custom_event.h"

#include "errors.h"
#include "ops/framework/framework.h"

namespace scripted {

namespace {

/// A class of event: how it is made from an operation's parameters, and emitted.
struct Row {
  ops::framework::EventType type;
  void (*emit)(const ops::AnyBoundEvent& event, const Json& a);
};

void emit(const ops::AnyBoundEvent& event, ops::EventBase& emitted) {
  event.emitter->framework().emit(event, emitted);
}

void emit_scripted(const ops::AnyBoundEvent& event, const Json& a) {
  ScriptedEvent emitted;
  emitted.data = plain_of(a.value("data", Json()));
  emit(event, emitted);
}

void emit_with_arguments(const ops::AnyBoundEvent& event, const Json& a) {
  CustomEvent emitted;
  emitted.args = plain_of(a.value("args", Json::array()));
  emitted.kwargs = plain_of(a.value("kwargs", Json::object()));
  emit(event, emitted);
}

void emit_hook(const ops::AnyBoundEvent& event, const Json&) {
  CustomHookEvent emitted;
  emit(event, emitted);
}

template <class E>
constexpr ops::framework::EventType type_of() {
  return {ops::framework::type_name<E>(), ops::framework::make_event<E>};
}

const Row& row_called(const std::string& name) {
  static const Row kRows[] = {
      {type_of<ScriptedEvent>(), emit_scripted},
      {type_of<CustomEvent>(), emit_with_arguments},
      {type_of<CustomHookEvent>(), emit_hook},
  };
  for (const Row& row : kRows)
    if (row.type.name == name) return row;
  throw PythonError("AttributeError", "scripts have no events of the class " + name);
}

}  // namespace

ops::store::Snapshot ScriptedEvent::snapshot() const {
  if (data.is_null()) return {};
  return {{"data", data}};
}

void ScriptedEvent::restore(const ops::store::Snapshot& kept, ops::Model&) {
  if (const ops::Plain* found = kept.find("data")) data = *found;
}

ops::store::Snapshot CustomEvent::snapshot() const { return {{"args", args}, {"kwargs", kwargs}}; }

void CustomEvent::restore(const ops::store::Snapshot& kept, ops::Model&) {
  args = kept["args"];
  kwargs = kept["kwargs"];
}

ops::AnyBoundEvent custom_event(const ops::Object& emitter, const std::string& name,
                                const std::string& class_name) {
  return {&emitter, emitter.framework().keep_name(name), row_called(class_name).type};
}

void emit_custom(const ops::AnyBoundEvent& event, const Json& a) {
  row_called(std::string(event.type.name)).emit(event, a);
}

}  // namespace scripted
