#include "case_script.h"

#include <algorithm>

#include "charm.h"
#include "variables.h"

namespace scripted {

namespace {

constexpr std::string_view kScheme = "secret:";
constexpr std::size_t kNaiveTime = std::string_view("2030-01-02T03:04:05").size();

std::string bare(std::string id) {
  id = id.substr(id.rfind('/') + 1);
  return id.starts_with(kScheme) ? id.substr(kScheme.size()) : id;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// The stored state that an operation says nothing of is the charm's, also in a library's handler.
Json of_charm(Json operations) {
  for (Json& a : operations)
    if (a.at("op").get<std::string>().starts_with("stored_") && !a.contains("lib"))
      a["lib"] = "charm";
  return operations;
}

/// "lib:start" as the charm looks it up: "lib._on_event:start"
std::string key_of(const std::string& told) {
  const std::size_t colon = told.find(':');
  if (colon == told.npos) return told;
  if (told.starts_with("_second:")) return "charm." + told;
  return told.substr(0, colon) + "._on_event" + told.substr(colon);
}

Json events_of_library(const Json& library) {
  const Json told = library.value("events", Json::object());
  Json events = Json::object();
  for (const auto& [kind, how] : told.items())
    events[kind] = how.value("hook", false) ? "CustomHookEvent" : "CustomEvent";
  return events;
}

std::vector<std::string> sorted_keys(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, _] : object.items()) keys.push_back(key);
  std::ranges::sort(keys);
  return keys;
}

/// Who observes what, in the order of FORMAT.md, section 2.
Json observers_of(const Json& charm) {
  Json rows = Json::array({{{"event", "*"}}});
  if (charm.contains("observe")) rows[0]["among"] = charm["observe"];
  for (const Json& also : charm.value("also", Json::array()))
    for (const Json& event : also.at("events"))
      rows.push_back({{"event", event}, {"method", also.at("method")}});
  for (const Json& library : charm.value("libs", Json::array())) {
    for (const Json& event : library.value("observes", Json::array()))
      rows.push_back({{"event", event}, {"observer", library.at("attr")}});
    if (!library.value("observed", true)) continue;
    for (const std::string& kind : sorted_keys(events_of_library(library)))
      rows.push_back({{"event", kind}, {"emitter", library.at("attr")}});
  }
  return rows;
}

}  // namespace

CaseScript::CaseScript(const Json& charm)
    : specification_({{"script", Json::object()},
                      {"custom_events", charm.value("on", Json::array())},
                      {"event_class", "CustomEvent"},
                      {"stored", charm.value("stored", Json::array())},
                      {"objects", Json::array()},
                      {"observers", observers_of(charm)}}) {
  for (const Json& library : charm.value("libs", Json::array()))
    specification_["objects"].push_back({{"key", library.at("attr")},
                                         {"class", library.at("class")},
                                         {"events", events_of_library(library)}});
  replace(charm.value("script", Json::object()));
}

void CaseScript::replace(const Json& script) {
  for (const auto& [key, operations] : script.items())
    specification_["script"][key_of(key)] = of_charm(operations);
}

void CaseScript::run(ScriptedCharm& charm, const char* when, const Json& operations) {
  run_operations({charm, nullptr, charm}, {"charm", "_on_event", when}, operations);
}

void CaseScript::record(const Json& result) {
  results.push_back(result);
  if (result.at("op") != "secret_add" || !result.contains("value")) return;
  names_.emplace(bare(result["value"]), "secret:new" + std::to_string(names_.size() + 1));
}

bool CaseScript::has_event(const std::string& kind) const {
  const Json& own = specification_["custom_events"];
  return std::ranges::find(own, Json(kind)) != own.end();
}

std::string CaseScript::real_id(const std::string& name) const {
  for (const auto& [id, called] : names_)
    if (called == name) return std::string(kScheme) + id;
  return name;
}

Json CaseScript::named(const Json& parameters) const {
  Json real = parameters;
  if (real.contains("id") && real["id"].is_string())
    real["id"] = real_id(real["id"].get<std::string>());
  // Python's datetime may lack an offset; a Timestamp is in UTC.
  if (real.contains("expire") && real["expire"].get<std::string>().size() == kNaiveTime)
    real["expire"] = real["expire"].get<std::string>() + 'Z';
  return real;
}

Json CaseScript::renamed(const Json& told) const {
  std::string text = dumped(told);
  for (const auto& [id, name] : names_) {
    replace_all(text, std::string(kScheme) + id, name);
    replace_all(text, id, name);
  }
  return Json::parse(text);
}

Json CaseScript::variable(const ops::juju::JujuContext& context, const std::string& name) const {
  return variable_of(context, name);
}

const Json& CaseScript::library(const std::string& attribute) const {
  for (const Json& row : specification_["objects"])
    if (row["key"] == attribute) return row;
  throw ops::LookupError("cannot find the library " + attribute);
}

}  // namespace scripted
