#include "script.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "errors.h"
#include "ops/base/errors.h"

namespace scripted {

namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

void record(const Json& result) {
  std::ofstream file(variable("RESULTS_FILE"), std::ios::app);
  file << dumped(result) << '\n';
}

bool is_default(const Handler& handler) {
  return handler.observer == "charm" && handler.method == "_on_event";
}

/// Null when the script has nothing for it.
const Json* find_list(const Handler& handler) {
  const Json& script = specification()["script"];
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
void leave(const std::string& name, const Json& a) {
  if (name == "raise") throw Escape(a.value("message", "boom"));
  throw ops::Abort{a.at("code").get<int>()};
}

void run_operation(Subject& subject, const Json& a, Json entry) {
  const std::string name = a.at("op");
  if (name == "raise" || name == "exit") {
    record(entry);
    leave(name, a);
  }
  const Operation* operation = find_operation(name);
  if (!operation) {
    entry.update(Json{{"error", "NoSuchOp"}, {"message", "the scripted charm has no " + name}});
    return record(entry);
  }
  try {
    entry["value"] = operation->run(subject, a);
    record(entry);
  } catch (const ops::Abort& abort) {
    entry["abort"] = abort.exit_code;
    record(entry);
    throw;
  } catch (const std::exception&) {
    entry.update(describe_current_exception());
    record(entry);
    if (a.value("uncaught", false)) throw;
  }
}

}  // namespace

const Json& specification() {
  static const Json content = [] {
    std::ifstream file(variable("SCRIPT_FILE"));
    return read_json({std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()});
  }();
  return content;
}

void run_script(Subject subject, const Handler& handler) {
  const Json* todo = find_list(handler);
  if (!todo) return;
  for (const Json& a : *todo)
    run_operation(subject, a, entry_of(handler, a.at("op").get<std::string>()));
}

}  // namespace scripted
