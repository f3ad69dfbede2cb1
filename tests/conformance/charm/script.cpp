#include "script.h"

#include <cstdlib>

#include "charm.h"
#include "errors.h"
#include "ops/base/errors.h"

namespace scripted {

namespace {

bool is_default(const Handler& handler) {
  return handler.observer == "charm" && handler.method == "_on_event";
}

/// Null when the script has nothing for it.
const Json* find_list(const Json& script, const Handler& handler) {
  std::string key(handler.kind);
  if (!is_default(handler))
    key = std::string(handler.observer) + '.' + std::string(handler.method) + ':' + key;
  if (script.contains(key)) return &script[key];
  const bool takes_any = is_default(handler) && key != "collect_app_status" &&
                         key != "collect_unit_status" && key != "__init__";
  return takes_any && script.contains("*") ? &script["*"] : nullptr;
}

/// What is told of every operation.
Json entry_of(const Handler& handler, const std::string& name) {
  Json entry = {{"event", handler.kind}, {"op", name}};
  if (handler.observer != "charm") entry["observer"] = handler.observer;
  if (handler.method != "_on_event") entry["method"] = handler.method;
  return entry;
}

/// Those that leave the handler: they have no value.
bool leaves(const std::string& name) {
  return name == "raise" || name == "exit" || name == "abort";
}
void leave(const std::string& name, const Json& a) {
  if (name == "raise") throw Escape(a.value("message", "boom"));
  throw ops::Abort{a.at("code").get<int>()};
}

void run_operation(Subject& subject, const Json& told, Json entry) {
  Script& script = subject.charm.script();
  const std::string name = told.at("op");
  if (leaves(name)) {
    script.record(entry);
    leave(name, told);
  }
  const Operation* operation = find_operation(name);
  if (!operation) {
    entry.update(Json{{"error", "NoSuchOp"}, {"message", "the scripted charm has no " + name}});
    return script.record(entry);
  }
  const Json a = script.named(told);
  try {
    entry["value"] = operation->run(subject, a);
    script.record(entry);
  } catch (const ops::Abort& abort) {
    entry["abort"] = abort.exit_code;
    script.record(entry);
    throw;
  } catch (const std::exception&) {
    entry.update(describe_current_exception());
    script.record(entry);
    if (a.value("uncaught", false)) throw;
  }
}

}  // namespace

Script::~Script() = default;

Json Script::variable(const ops::juju::JujuContext&, const std::string& name) const {
  const char* value = std::getenv(name.c_str());
  return value ? Json(value) : Json();
}

void run_script(Subject subject, const Handler& handler) {
  const Json& script = subject.charm.script().specification()["script"];
  if (const Json* todo = find_list(script, handler)) run_operations(subject, handler, *todo);
}

void run_operations(Subject subject, const Handler& handler, const Json& operations) {
  for (const Json& a : operations)
    run_operation(subject, a, entry_of(handler, a.at("op").get<std::string>()));
}

}  // namespace scripted
