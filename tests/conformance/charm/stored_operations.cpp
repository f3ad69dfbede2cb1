/// Stored state: of the charm, or of the object whose handler runs.
#include "charm.h"
#include "errors.h"
#include "operations.h"

namespace scripted {

namespace {

using ops::StoredValue;

/// Of the charm or the object that runs, unless `lib` says which one's.
ops::StoredState& stored(Subject& subject, const Json& a) {
  const std::string of = a.value("lib", "");
  auto* object = dynamic_cast<ScriptedObject*>(&subject.object);
  if (!of.empty() && of != "charm") return subject.charm.object(of).stored;
  if (object && of.empty()) return object->stored;
  return subject.charm.stored_named(a.value("attr", "_stored"));
}

ops::Plain plain(const Json& value) { return plain_of(value); }
Json told(const ops::Plain& value) { return json_of(value); }
std::string key_of(const Json& a) { return a.at("key"); }

/// What lies at `key`, and below it at `path`.
StoredValue value_at(Subject& subject, const Json& a) {
  StoredValue value = stored(subject, a).get(key_of(a));
  for (const Json& step : a.value("path", Json::array())) value = value[plain(step)].get();
  return value;
}

Json set(Subject& subject, const Json& a) {
  stored(subject, a).set(key_of(a), plain(a.at("value")));
  return {};
}

Json get(Subject& subject, const Json& a) {
  return told(stored(subject, a).get(key_of(a)).plain());
}

Json set_default(Subject& subject, const Json& a) {
  ops::store::Snapshot values;
  for (const auto& [name, value] : a.at("values").items()) values = values.with(name, plain(value));
  stored(subject, a).set_default(values);
  return {};
}

Json has(Subject& subject, const Json& a) { return stored(subject, a).has(key_of(a)); }

Json type(Subject& subject, const Json& a) {
  const StoredValue value = stored(subject, a).get(key_of(a));
  switch (value.kind()) {
    case ops::base::PlainKind::list:
      return "StoredList";
    case ops::base::PlainKind::dict:
      return "StoredDict";
    case ops::base::PlainKind::set:
      return "StoredSet";
    default:
      return ops::base::name_of(value.kind());
  }
}

Json copy(Subject& subject, const Json& a) {
  stored(subject, a).set(a.at("to").get<std::string>(), stored(subject, a).get(key_of(a)));
  return {};
}

Json append(Subject& subject, const Json& a) {
  stored(subject, a).get(key_of(a)).list().append(plain(a.at("value")));
  return {};
}

Json set_item(Subject& subject, const Json& a) {
  value_at(subject, a)[plain(a.at("item"))] = StoredValue(plain(a.at("value")));
  return {};
}

Json put(Subject& subject, const Json& a) {
  stored(subject, a).get(key_of(a))[plain(a.at("item"))] = StoredValue(plain(a.at("value")));
  return {};
}

Json del_item(Subject& subject, const Json& a) {
  const StoredValue value = value_at(subject, a);
  const ops::Plain item = plain(a.at("item"));
  if (value.kind() == ops::base::PlainKind::list)
    value.list().erase(item.as_int());
  else
    value.dict().erase(item);
  return {};
}

Json contains(Subject& subject, const Json& a) {
  return value_at(subject, a).contains(plain(a.at("value")));
}

template <class Stored>
Json compared(const Stored& ours, const StoredValue& other) {
  return {{"lt", ours < other}, {"le", ours <= other}, {"eq", ours == other},
          {"gt", ours > other}, {"ge", ours >= other}, {"ne", !(ours == other)}};
}

Json compare(Subject& subject, const Json& a) {
  const StoredValue value = value_at(subject, a), other(plain(a.at("with")));
  switch (value.kind()) {
    case ops::base::PlainKind::list:
      return compared(value.list(), other);
    case ops::base::PlainKind::set:
      return compared(value.set(), other);
    default:
      throw PythonError("TypeError", "'<' not supported between dicts");
  }
}

/// A method of a container: what it is called in Python, and what it does with its arguments.
using Arguments = std::vector<ops::Plain>;
template <class Stored>
struct Method {
  std::string_view name;
  std::size_t arguments;
  Json (*run)(const Stored& on, const Arguments& with);
};

template <class Stored, class Action>
Json done(const Stored& on, Action action) {
  action(on);
  return {};
}

using ops::StoredList, ops::StoredDict, ops::StoredSet;

constexpr Method<StoredList> kListMethods[] = {
    {"append", 1, [](const auto& on, const auto& with) { return on.append(with[0]), Json(); }},
    {"insert", 2,
     [](const auto& on, const auto& with) { return on.insert(with[0].as_int(), with[1]), Json(); }},
    {"extend", 1, [](const auto& on, const auto& with) { return on.extend(with[0]), Json(); }},
    {"remove", 1, [](const auto& on, const auto& with) { return on.remove(with[0]), Json(); }},
    {"reverse", 0, [](const auto& on, const auto&) { return on.reverse(), Json(); }},
    {"clear", 0, [](const auto& on, const auto&) { return on.clear(), Json(); }},
    {"pop", 0, [](const auto& on, const auto&) { return told(on.pop().plain()); }},
    {"pop", 1,
     [](const auto& on, const auto& with) { return told(on.pop(with[0].as_int()).plain()); }},
    {"index", 1, [](const auto& on, const auto& with) { return Json(on.index(with[0])); }},
    {"count", 1, [](const auto& on, const auto& with) { return Json(on.count(with[0])); }},
};

constexpr Method<StoredDict> kDictMethods[] = {
    {"get", 1,
     [](const auto& on, const auto& with) { return told(on.get(with[0], ops::Plain()).plain()); }},
    {"get", 2,
     [](const auto& on, const auto& with) { return told(on.get(with[0], with[1]).plain()); }},
    {"pop", 1, [](const auto& on, const auto& with) { return told(on.pop(with[0]).plain()); }},
    {"pop", 2,
     [](const auto& on, const auto& with) { return told(on.pop(with[0], with[1]).plain()); }},
    {"popitem", 0, [](const auto& on, const auto&) { return told(on.popitem()); }},
    {"setdefault", 2,
     [](const auto& on, const auto& with) {
       return told(on.setdefault(with[0], with[1]).plain());
     }},
    {"update", 1, [](const auto& on, const auto& with) { return on.update(with[0]), Json(); }},
    {"clear", 0, [](const auto& on, const auto&) { return on.clear(), Json(); }},
};

constexpr Method<StoredSet> kSetMethods[] = {
    {"add", 1, [](const auto& on, const auto& with) { return on.add(with[0]), Json(); }},
    {"discard", 1, [](const auto& on, const auto& with) { return on.discard(with[0]), Json(); }},
    {"remove", 1, [](const auto& on, const auto& with) { return on.remove(with[0]), Json(); }},
    {"pop", 0, [](const auto& on, const auto&) { return told(on.pop()); }},
    {"clear", 0, [](const auto& on, const auto&) { return on.clear(), Json(); }},
    {"isdisjoint", 1,
     [](const auto& on, const auto& with) { return Json(on.isdisjoint(with[0])); }},
};

template <class Stored, std::size_t N>
Json call_among(const Method<Stored> (&methods)[N], const Stored& on, const Json& a) {
  Arguments with;
  for (const Json& one : a.value("args", Json::array())) with.push_back(plain(one));
  const std::string name = a.at("call");
  bool known = false;
  for (const Method<Stored>& method : methods) {
    known = known || method.name == name;
    if (method.name == name && method.arguments == with.size()) return method.run(on, with);
  }
  throw PythonError(known ? "TypeError" : "AttributeError", "there is no such " + name);
}

Json call(Subject& subject, const Json& a) {
  const StoredValue value = value_at(subject, a);
  switch (value.kind()) {
    case ops::base::PlainKind::list:
      return call_among(kListMethods, value.list(), a);
    case ops::base::PlainKind::dict:
      return call_among(kDictMethods, value.dict(), a);
    case ops::base::PlainKind::set:
      return call_among(kSetMethods, value.set(), a);
    default:
      throw PythonError("AttributeError", "it is no container");
  }
}

constexpr Operation kOperations[] = {
    {"stored_set", set},          {"stored_get", get},           {"stored_default", set_default},
    {"stored_has", has},          {"stored_type", type},         {"stored_copy", copy},
    {"stored_append", append},    {"stored_put", put},           {"stored_setitem", set_item},
    {"stored_delitem", del_item}, {"stored_contains", contains}, {"stored_compare", compare},
    {"stored_call", call},
};

}  // namespace

Operations stored_operations() { return kOperations; }

}  // namespace scripted
