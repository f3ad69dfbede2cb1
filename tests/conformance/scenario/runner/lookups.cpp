#include "lookups.h"

#include "arguments.h"
#include "components.h"
#include "errors.h"

namespace scripted {

namespace {

using namespace ops::testing;

std::string name_in(const Json& a) { return a.at("name"); }

Json secret(const State& state, const Json& a) {
  const Secret& found = a.contains("id")
                            ? state.get_secret(a["id"].get<std::string>())
                            : state.get_secret_labelled(a.at("label").get<std::string>());
  if (found.label != text_of(a, "label") && a.contains("label"))
    throw PythonError("KeyError", "it has another label");
  return {{"id", found.id}, {"label", told(found.label)}};
}

Json stored_state(const State& state, const Json& a) {
  const Json all = written(state.get_stored_state(name_in(a), a.value("owner_path", "")));
  return {{"name", all["name"]}, {"owner_path", all["owner_path"]}, {"content", all["content"]}};
}

int id_of(const State& state, const AnyRelation& like) {
  if (const auto* regular = like.get_if<Relation>()) return state.get_relation(*regular).id;
  if (const auto* peer = like.get_if<PeerRelation>()) return state.get_relation(*peer).id;
  return state.get_relation(*like.get_if<SubordinateRelation>()).id;
}

Json relation(const State& state, const Json& a) {
  const int id = a.contains("relation") ? id_of(state, from_json<AnyRelation>(a["relation"].dump()))
                                        : a.at("id").get<int>();
  return {{"id", id}, {"endpoint", endpoint_of(state.get_relation(id))}};
}

Json relations(const State& state, const Json& a) {
  Json ids = Json::array();
  for (const AnyRelation& one : state.get_relations(a.at("endpoint").get<std::string>()))
    ids.push_back(ops::testing::id_of(one));
  return ids;
}

Json check_info(const State& state, const Json& a) {
  const Container& container = state.get_container(a.at("container").get<std::string>());
  Json all = written(container.check_infos[name_in(a)]);
  if (!a.contains("change_id"))
    all.erase("change_id");
  else if (a["change_id"] != "value")
    all["change_id"] = !all["change_id"].is_null() && all["change_id"] != "";
  return all;
}

struct Query {
  std::string_view get;
  Json (*answer)(const State& state, const Json& a);
};

constexpr Query kQueries[] = {
    {"container",
     [](const State& state, const Json& a) {
       return Json{{"name", state.get_container(name_in(a)).name}};
     }},
    {"network",
     [](const State& state, const Json& a) { return written(state.get_network(name_in(a))); }},
    {"storage",
     [](const State& state, const Json& a) {
       return written(state.get_storage(name_in(a), a.value("index", 0)));
     }},
    {"secret", secret},
    {"stored_state", stored_state},
    {"relation", relation},
    {"relations", relations},
    {"check_info", check_info},
};

Json answer(const State& state, const Json& a) {
  for (const Query& query : kQueries)
    if (query.get == a.at("get")) return query.answer(state, a);
  throw PythonError("NoSuchOp", "there is no such query");
}

}  // namespace

Json lookups(const State& state, const Json& queries) {
  Json all = Json::array();
  for (const Json& one : queries) {
    try {
      all.push_back(answer(state, one));
    } catch (const std::exception&) {
      all.push_back({{"error", describe_current_exception()["error"]}});
    }
  }
  return all;
}

}  // namespace scripted
