/// Other units and applications than the charm's own.
#include <algorithm>
#include <vector>

#include "charm.h"
#include "errors.h"
#include "operations.h"

namespace scripted {

namespace {

Json told(const ops::Status& status) {
  return {{"name", ops::name_of(status)}, {"message", ops::message_of(status)}};
}

template <class Entity>
Json set_status(Entity& entity, const Json& a) {
  entity.set_status_named(a.value("status", "active"), a.value("message", ""));
  return {};
}

Json containers(const ops::Unit& unit) {
  std::vector<std::string> names;
  for (const std::string& name : unit.container_names()) names.push_back(name);
  std::ranges::sort(names);
  return names;
}

[[noreturn]] void refuse(const std::string& what) {
  throw PythonError("NoSuchOp", "the scripted charm has no other: " + what);
}

Json of_unit(Subject& subject, ops::Unit& unit, const Json& a) {
  const std::string what = a.at("what");
  if (what == "get_status") return told(unit.status());
  if (what == "set_status") return set_status(unit, a);
  if (what == "is_leader") return unit.is_leader();
  if (what == "set_workload_version") return unit.set_workload_version("1"), Json();
  if (what == "containers") return containers(unit);
  if (what == "reboot") return unit.reboot(), Json();
  if (what == "app") return unit.app().name();
  if (what == "same") return &unit == &subject.charm.unit();
  refuse(what);
}

Json of_app(Subject& subject, ops::Application& app, const Json& a) {
  const std::string what = a.at("what");
  if (what == "get_status") return told(app.status());
  if (what == "set_status") return set_status(app, a);
  if (what == "planned_units") return app.planned_units();
  if (what == "same") return &app == &subject.charm.app();
  refuse(what);
}

Json other(Subject& subject, const Json& a) {
  ops::Model& model = subject.charm.model();
  if (a.contains("unit")) return of_unit(subject, model.get_unit(a["unit"].get<std::string>()), a);
  return of_app(subject, model.get_app(a.at("app").get<std::string>()), a);
}

constexpr Operation kOperations[] = {{"other", other}};

}  // namespace

Operations others_operations() { return kOperations; }

}  // namespace scripted
