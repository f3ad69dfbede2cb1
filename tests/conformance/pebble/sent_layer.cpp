#include "sent_layer.h"

#include <map>
#include <set>

#include "ops/base/yaml.h"
#include "ops/pebble/yaml.h"

namespace conformance {

namespace {

/// Python's idea of what is worth sending.
bool is_falsy(const json& value) {
  return value.empty() || value == json(false) || value == json("") ||
         (value.is_number() && value.get<double>() == 0);
}

/// What the client of ops sends of an entry: the fields that it knows and that say something.
json sent_entry(const json& entry, const std::set<std::string>& known) {
  json out = json::object();
  for (const auto& [key, value] : entry.items())
    if (known.contains(key) && !is_falsy(value)) out[key] = value;
  return out;
}

const std::map<std::string, std::set<std::string>> kKnown = {
    {"services", {"summary",          "description",   "startup",        "override",
                  "command",          "after",         "before",         "requires",
                  "environment",      "user",          "user-id",        "group",
                  "group-id",         "working-dir",   "on-success",     "on-failure",
                  "on-check-failure", "backoff-delay", "backoff-factor", "backoff-limit",
                  "kill-delay"}},
    {"checks",
     {"override", "level", "startup", "period", "timeout", "threshold", "http", "tcp", "exec"}},
    {"log-targets", {"override", "type", "location", "services", "labels"}}};

}  // namespace

std::string sent_text(const json& layer) {
  if (layer.is_string()) return layer.get<std::string>();
  json out = json::object();
  for (const auto& [section, known] : kKnown) {
    if (!layer.contains(section)) continue;
    for (const auto& [name, entry] : layer[section].items())
      out[section][name] = sent_entry(entry, known);
  }
  for (const char* text : {"summary", "description"})
    if (layer.contains(text)) out[text] = layer[text];
  return out.dump();
}

json as_ops_gives_it(const std::string& text) {
  const std::string again = ops::pebble::to_yaml(ops::pebble::plan_from_yaml(text));
  const auto yaml = ops::base::parse_yaml(again, "plan");
  json object = json::parse(ops::base::yaml_to_json(yaml, "plan"));
  for (json& section : object)
    for (json& entry : section)
      for (auto field = entry.begin(); field != entry.end();)
        field = is_falsy(*field) ? entry.erase(field) : std::next(field);
  return object;
}

}  // namespace conformance
