#include "components.h"

#include "ops/base/errors.h"
#include "ops/testing/json.h"

namespace scripted {

namespace {

using namespace ops::testing;

template <class T>
T read(const Json& told) {
  return from_json<T>(told.dump());
}

[[noreturn]] void miss(const char* what, const std::string& key) {
  throw ops::LookupError(std::string("the case's state has no ") + what + ' ' + key);
}

}  // namespace

AnyRelation find_relation(const Json& told, const State& state) {
  if (told.is_object()) return read<AnyRelation>(told);
  for (const AnyRelation& relation : state.relations)
    if (id_of(relation) == told.get<int>()) return relation;
  miss("relation", told.dump());
}

Container find_container(const Json& told, const State& state) {
  if (told.is_object()) return read<Container>(told);
  return state.get_container(told.get<std::string>());
}

Secret find_secret(const Json& told, const State& state, const CaseScript& script) {
  if (told.is_object()) return read<Secret>(told);
  return state.get_secret(script.real_id(told.get<std::string>()));
}

Storage find_storage(const Json& event, const State& state) {
  const Json& told = event.at("storage");
  if (told.is_object()) return read<Storage>(told);
  return state.get_storage(told.get<std::string>(), event.at("index").get<int>());
}

Notice find_notice(const Json& told, const Container& container) {
  if (told.is_object()) return read<Notice>(told);
  for (const Notice& notice : container.notices)
    if (notice.key == told.get<std::string>()) return notice;
  miss("notice", told.dump());
}

CheckInfo find_check(const Json& told, const Container& container) {
  if (told.is_object()) return read<CheckInfo>(told);
  return container.check_infos[told.get<std::string>()];
}

namespace {

Json described_relation(const Json& told, const State& state) {
  const AnyRelation relation = find_relation(told, state);
  return {{"relation", {endpoint_of(relation), id_of(relation)}}};
}

Json described_secret(const Json& told, const State& state, const CaseScript& script) {
  const Secret secret = find_secret(told, state, script);
  return {{"secret", script.renamed(secret.id)},
          {"label", secret.label ? Json(*secret.label) : Json()}};
}

Json described_storage(const Json& told, const State& state) {
  const Storage storage = state.get_storage(told[0].get<std::string>(), told[1].get<int>());
  return {{"storage", {storage.name, storage.index}}};
}

Json described_one(const Json& a, const State& state, const CaseScript& script) {
  if (!a.is_object() || a.size() != 1) return a;
  const std::string what = a.begin().key();
  const Json& told = a.begin().value();
  if (what == "relation") return described_relation(told, state);
  if (what == "container") return {{"container", find_container(told, state).name}};
  if (what == "secret") return described_secret(told, state, script);
  if (what == "storage") return described_storage(told, state);
  if (what == "status")
    return {{"status", told.at("name")}, {"message", told.value("message", "")}};
  if (what == "port")
    return {{"port", {told.at("protocol"), told.contains("port") ? told["port"] : Json()}}};
  if (what == "notice") return {{"notice", told.at("key")}};
  if (what == "check_info") return {{"check_info", told.at("name")}};
  if (what == "cloud_spec") return {{"cloud_spec", told.at("type")}};
  if (what == "cloud_credential") return {{"cloud_credential", told.at("auth_type")}};
  return a;
}

}  // namespace

Json described(const Json& arguments, const State& state, const CaseScript& script) {
  Json all = arguments;
  for (Json& one : all) one = described_one(one, state, script);
  return all;
}

}  // namespace scripted
