#include "case_state.h"

#include <algorithm>

#include "case_event.h"
#include "charm.h"
#include "components.h"

namespace scripted {

namespace {

using namespace ops::testing;

/// What stands for a value of no simple type, as Plain has it.
Json with_objects(const Json& value) {
  if (value.is_object() && value.size() == 1 && value.contains("$object"))
    return {{"!object", "object"}};
  if (!value.is_structured()) return value;
  Json all = value;
  for (Json& part : all) part = with_objects(part);
  return all;
}

DeferredEvent deferred_of(const Json& row, const State& state, const CaseScript& script,
                          const AnyContext& context) {
  const Event event = read_event(row.at("event"), state, script, context.on);
  return deferred(event, "ScriptedCharm", row.value("handler", "_on_event"),
                  row.value("event_id", 1));
}

/// How an item of one of the State's collections is known.
struct Key {
  std::string_view collection;
  Json (*of)(const Json& item);
};

constexpr Key kKeys[] = {
    {"relations", [](const Json& a) { return Json(a.value("id", 1)); }},
    {"networks", [](const Json& a) { return a.at("binding_name"); }},
    {"containers", [](const Json& a) { return a.at("name"); }},
    {"storages",
     [](const Json& a) {
       return Json{a.at("name"), a.value("index", 0)};
     }},
    {"opened_ports",
     [](const Json& a) {
       return Json{a.at("protocol"), a.contains("port") ? a["port"] : Json()};
     }},
    {"secrets", [](const Json& a) { return Json(a.value("id", "")); }},
    {"resources", [](const Json& a) { return a.at("name"); }},
    {"stored_states",
     [](const Json& a) {
       return Json{a.contains("owner_path") ? a["owner_path"] : Json(), a.at("name")};
     }},
    {"deferred", [](const Json& a) { return a.at("handle_path"); }},
};

/// `items` without those that have one of the keys.
Json without(const std::string& collection, const Json& items, const std::vector<Json>& keys) {
  const Key* key = std::ranges::find(kKeys, collection, &Key::collection);
  Json left = Json::array();
  for (const Json& item : items)
    if (std::ranges::find(keys, key->of(item)) == keys.end()) left.push_back(item);
  return left;
}

void put(Json& state, const std::string& collection, const Json& items) {
  const Key* key = std::ranges::find(kKeys, collection, &Key::collection);
  std::vector<Json> keys;
  for (const Json& item : items) keys.push_back(key->of(item));
  state[collection] = without(collection, state[collection], keys);
  for (const Json& item : items) state[collection].push_back(item);
}

void drop(Json& state, const std::string& collection, const Json& keys, const CaseScript& script) {
  std::vector<Json> all;
  for (const Json& key : keys)
    all.push_back(collection == "secrets" ? Json(script.real_id(key)) : key);
  state[collection] = without(collection, state[collection], all);
}

}  // namespace

State read_state(const Json& told, const CaseScript& script, const AnyContext& context) {
  Json plain = with_objects(told);
  const Json rows = plain.value("deferred", Json::array());
  plain["deferred"] = Json::array();
  const bool is_generated = plain.value("from_context", false);
  plain.erase("from_context");
  State state = from_json<State>(plain.dump());
  if (is_generated) state = State::from_context(context, state);
  for (const Json& row : rows)
    state.deferred =
        state.deferred.with(row.contains("event") ? deferred_of(row, state, script, context)
                                                  : from_json<DeferredEvent>(row.dump()));
  return state;
}

State edited(const State& state, const Json& edit, const CaseScript& script,
             const AnyContext& context) {
  Json all = written(state);
  const auto changes = [&](const char* kind) { return edit.value(kind, Json::object()); };
  const Json set = changes("set"), items = changes("put"), keys = changes("drop");
  for (const auto& [field, value] : set.items()) all[field] = value;
  for (const auto& [collection, some] : items.items()) put(all, collection, some);
  for (const auto& [collection, some] : keys.items()) drop(all, collection, some, script);
  return read_state(all, script, context);
}

Json told(const State& state) {
  Json all = written(state);
  for (Json& container : all["containers"]) {
    const auto plan = state.containers[container["name"].get<std::string>()].plan();
    container["plan"] = Json::parse(to_json(plan));
  }
  return all;
}

}  // namespace scripted
