/// Relations, and what the two sides put there.
#include <algorithm>
#include <vector>

#include "charm.h"
#include "errors.h"
#include "operations.h"

namespace scripted {

namespace {

using Data = ops::RelationDataContent::Data;

/// A text, where ops refuses all else.
std::string text(const Json& value, const char* what) {
  if (value.is_string()) return value;
  throw ops::RelationDataTypeError(std::string("relation data ") + what + " must be strings, not " +
                                   value.type_name());
}
std::string key_of(const Json& a) { return text(a.at("key"), "keys"); }
std::string value_of(const Json& a) { return text(a.at("value"), "values"); }

ops::Relation* find_relation(Subject& subject, const Json& a) {
  ops::Model& model = subject.charm.model();
  const std::string endpoint = a.at("endpoint");
  if (!a.contains("id")) return model.get_relation(endpoint);
  if (a["id"].is_number_integer()) return &model.get_relation(endpoint, a["id"].get<int>());
  throw ops::ModelError("relation id " + a["id"].get<std::string>() +
                        " must be int or None, not str");
}

ops::RelationDataContent& bag_in(Subject& subject, ops::Relation& relation,
                                 const std::string& who) {
  ScriptedCharm& charm = subject.charm;
  if (who == "local_app") return relation.data()[charm.app()];
  if (who == "local_unit") return relation.data()[charm.unit()];
  if (who == "remote_app") return relation.data()[relation.app()];
  return relation.data()[charm.model().get_unit(who.substr(who.find(':') + 1))];
}

Json told(const ops::Relation& relation) {
  Json units = Json::array();
  for (const ops::Unit* unit : relation.units()) units.push_back(unit->name());
  return {{"id", relation.id()},
          {"name", relation.name()},
          {"app", relation.app() ? Json(relation.app()->name()) : Json()},
          {"units", units},
          {"active", relation.active()}};
}

Json told(const Data& data) {
  Json all = Json::object();
  for (const auto& [key, value] : data) all[key] = value;
  return all;
}

// ---- relations

Json relations(Subject& subject, const Json& a) {
  std::vector<Json> all;
  for (const ops::Relation* one :
       subject.charm.model().relations(a.at("endpoint").get<std::string>()))
    all.push_back(told(*one));
  std::ranges::stable_sort(all, {}, [](const Json& one) { return one.at("id").get<int>(); });
  return all;
}

Json relation(Subject& subject, const Json& a) {
  const ops::Relation* found = find_relation(subject, a);
  if (!found) return {};
  return {{"id", found->id()}, {"name", found->name()}};
}

Json relation_info(Subject& subject, const Json& a) { return told(relation_of(subject, a)); }

Json relation_names(Subject& subject, const Json&) {
  std::vector<std::string> names;
  for (const std::string& name : subject.charm.model().relation_names()) names.push_back(name);
  std::ranges::sort(names);
  return names;
}

Json relation_data_keys(Subject& subject, const Json& a) {
  Json all = Json::array();
  for (const ops::RelationDataContent* one : relation_of(subject, a).data().contents())
    all.push_back(one->unit() ? "unit:" + one->unit()->name() : "app:" + one->app()->name());
  return all;
}

Json relation_remote_model(Subject& subject, const Json& a) {
  return relation_of(subject, a).remote_model().uuid;
}

// ---- reading

Json relation_read(Subject& subject, const Json& a) { return told(bag(subject, a).all()); }
Json relation_read_key(Subject& subject, const Json& a) { return bag(subject, a).at(key_of(a)); }
Json relation_has(Subject& subject, const Json& a) { return bag(subject, a).contains(key_of(a)); }
Json relation_len(Subject& subject, const Json& a) { return bag(subject, a).size(); }
Json relation_repr(Subject& subject, const Json& a) { return bag(subject, a).to_string(); }

Json relation_get_default(Subject& subject, const Json& a) {
  const auto found = bag(subject, a).get(key_of(a));
  return found ? Json(*found) : a.value("default", Json());
}

Json relation_keys(Subject& subject, const Json& a) {
  Json keys = Json::array();
  for (const std::string& key : bag(subject, a).keys()) keys.push_back(key);
  return keys;
}

// ---- writing

Json relation_write(Subject& subject, const Json& a) {
  bag(subject, a).set(key_of(a), value_of(a));
  return {};
}

Data with(Data data, const Json& values) {
  for (const auto& [key, value] : values.items()) data = data.with(key, text(value, "values"));
  return data;
}

Json relation_update(Subject& subject, const Json& a) {
  bag(subject, a).update(with({}, a.at("values")));
  return {};
}

Json relation_update_pairs(Subject& subject, const Json& a) {
  Data data;
  for (const Json& pair : a.at("pairs"))
    data = data.with(text(pair.at(0), "keys"), text(pair.at(1), "values"));
  bag(subject, a).update(with(data, a.value("values", Json::object())));
  return {};
}

Json relation_delete(Subject& subject, const Json& a) {
  bag(subject, a).erase(key_of(a));
  return {};
}

Json relation_pop(Subject& subject, const Json& a) {
  ops::RelationDataContent& from = bag(subject, a);
  if (!a.contains("default")) return from.pop(key_of(a));
  return from.pop(key_of(a), a["default"].get<std::string>());
}

Json relation_setdefault(Subject& subject, const Json& a) {
  return bag(subject, a).setdefault(key_of(a), value_of(a));
}

Json relation_clear(Subject& subject, const Json& a) {
  bag(subject, a).clear();
  return {};
}

constexpr Operation kOperations[] = {
    {"relations", relations},
    {"relation", relation},
    {"relation_info", relation_info},
    {"relation_names", relation_names},
    {"relation_data_keys", relation_data_keys},
    {"relation_remote_model", relation_remote_model},
    {"relation_read", relation_read},
    {"relation_read_key", relation_read_key},
    {"relation_get_default", relation_get_default},
    {"relation_has", relation_has},
    {"relation_len", relation_len},
    {"relation_keys", relation_keys},
    {"relation_repr", relation_repr},
    {"relation_write", relation_write},
    {"relation_update", relation_update},
    {"relation_update_pairs", relation_update_pairs},
    {"relation_delete", relation_delete},
    {"relation_pop", relation_pop},
    {"relation_setdefault", relation_setdefault},
    {"relation_clear", relation_clear},
};

}  // namespace

ops::RelationDataContent& bag(Subject& subject, const Json& a) {
  return bag_in(subject, relation_of(subject, a), a.at("who"));
}

ops::Relation& relation_of(Subject& subject, const Json& a) {
  ops::Relation* found = find_relation(subject, a);
  if (!found) throw PythonError("AttributeError", "'NoneType' object has no attribute 'data'");
  return *found;
}

Operations relation_operations() { return kOperations; }

}  // namespace scripted
