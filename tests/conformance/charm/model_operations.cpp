/// What the unit knows of itself, its application and its model; config.
#include "charm.h"
#include "errors.h"
#include "operations.h"
#include "ops/meta/charm_meta.h"

namespace scripted {

namespace {

/// An option's value, and the name of its class in Python.
struct Told {
  Json value;
  const char* type;
};

Told told(const ops::base::ConfigValue& value) {
  if (const auto* held = value.get_if<bool>()) return {*held, "bool"};
  if (const auto* held = value.get_if<std::int64_t>()) return {*held, "int"};
  if (const auto* held = value.get_if<double>()) return {*held, "float"};
  return {*value.get_if<std::string>(), "str"};
}

Json is_leader(Subject& subject, const Json&) { return subject.charm.unit().is_leader(); }

Json set_workload_version(Subject& subject, const Json& a) {
  subject.charm.unit().set_workload_version(a.at("version"));
  return {};
}

Json set_workload_version_raw(Subject& subject, const Json& a) {
  if (!a.at("value").is_string())
    throw PythonError("TypeError", "workload version must be a str, not " + a["value"].dump());
  subject.charm.unit().set_workload_version(a["value"]);
  return {};
}

Json model(Subject& subject, const Json&) {
  const ops::Model& model = subject.charm.model();
  return {{"name", model.name()}, {"uuid", model.uuid()}};
}

Json names(Subject& subject, const Json&) {
  ScriptedCharm& charm = subject.charm;
  return {{"app", charm.app().name()}, {"unit", charm.unit().name()}, {"charm", charm.meta().name}};
}

Json config(Subject& subject, const Json&) {
  Json all = Json::object();
  for (const auto& [key, value] : subject.charm.config()) all[key] = told(value).value;
  return all;
}

Json config_get(Subject& subject, const Json& a) {
  return told(subject.charm.config()[a.at("key").get<std::string>()]).value;
}

Json config_info(Subject& subject, const Json& a) {
  const ops::base::Config& all = subject.charm.config();
  const std::string key = a.contains("key") ? a["key"].get<std::string>() : "";
  const ops::base::ConfigValue* found = a.contains("key") ? all.find(key) : nullptr;
  Json keys = Json::array();
  Json types = Json::object();
  for (const auto& [name, value] : all) {
    keys.push_back(name);
    types[name] = told(value).type;
  }
  return {{"len", all.size()},
          {"keys", keys},
          {"types", types},
          {"has", found != nullptr},
          {"get", found ? told(*found).value : Json("dflt")}};
}

/// The map of options has nothing that sets one.
Json config_set(Subject&, const Json&) {
  throw PythonError("TypeError", "the config does not support item assignment");
}

constexpr Operation kOperations[] = {
    {"is_leader", is_leader},
    {"set_workload_version", set_workload_version},
    {"model", model},
    {"names", names},
    {"config", config},
    {"config_get", config_get},
    {"config_info", config_info},
    {"config_set", config_set},
    {"set_workload_version_raw", set_workload_version_raw},
};

}  // namespace

Operations model_operations() { return kOperations; }

}  // namespace scripted
