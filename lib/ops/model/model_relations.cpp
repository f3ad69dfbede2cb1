/// The Model's relations, and the other units and applications that it knows by them.

#include <charconv>

#include "ops/base/list_builder.h"
#include "ops/juju/backend.h"
#include "ops/meta/charm_meta.h"
#include "ops/model/errors.h"
#include "ops/model/kept.h"

namespace ops {

namespace {

/// 3 of "db:3" or "3".
int id_of(const std::string& relation) {
  const char* first = relation.data() + relation.rfind(':') + 1;  // npos + 1 is 0
  const char* last = relation.data() + relation.size();
  int id = 0;
  const auto [end, error] = std::from_chars(first, last, id);
  if (error != std::errc() || end != last)
    throw juju::HookToolError("cannot read the answer of relation-ids: '" + relation +
                              "' does not end with a relation's number");
  return id;
}

}  // namespace

Model::Kept& Model::kept() {
  if (!kept_) kept_ = new Kept;
  return *kept_;
}

Unit& Model::get_unit(std::string_view name) {
  if (name == unit_.name()) return unit_;
  auto& units = kept().units;
  const auto found = units.find(name);
  if (found != units.end()) return found->second;
  return units.try_emplace(std::string(name), *this, std::string(name)).first->second;
}

Application& Model::get_app(std::string_view name) {
  if (name == app_.name()) return app_;
  auto& apps = kept().apps;
  const auto found = apps.find(name);
  if (found != apps.end()) return found->second;
  return apps.try_emplace(std::string(name), *this, std::string(name)).first->second;
}

base::List<std::string> Model::relation_names() const {
  const meta::CharmMeta& meta = parts_.meta;
  base::ListBuilder<std::string> names;
  for (const auto* section : {&meta.requires_, &meta.provides, &meta.peers})
    for (const auto& [name, _] : *section) names.add(name);
  return names.done();
}

void Model::check_endpoint(std::string_view endpoint) const {
  if (parts_.meta.find_relation(endpoint)) return;
  std::string known;
  for (const std::string& name : relation_names()) (known += known.empty() ? "" : ", ") += name;
  throw LookupError("cannot get the relations of '" + std::string(endpoint) +
                    "': the charm's metadata declares no such endpoint; there is: " +
                    (known.empty() ? "none" : known));
}

bool Model::is_breaking(int relation_id) const {
  return context().relation_id && *context().relation_id == relation_id &&
         context().event_name().ends_with("_relation_broken");
}

/// The one that was made before the others of its endpoint; null when it was not.
Relation* Model::find_alone(std::string_view endpoint, int id) {
  for (Relation* relation : kept().alone)
    if (relation->id() == id && relation->name() == endpoint) return relation;
  return nullptr;
}

/// Made without the others of its endpoint; null when it is not there, or they are known already.
Relation* Model::relation_alone(std::string_view endpoint, int id) {
  if (!parts_.relations_ask_late || kept().relations_of.contains(endpoint)) return nullptr;
  check_endpoint(endpoint);
  if (Relation* made = find_alone(endpoint, id)) return made;
  if (is_breaking(id)) return nullptr;
  const juju::RelationRef ref{.id = id, .endpoint = std::string(endpoint)};
  try {
    (void)backend().ask(&juju::HookTools::relation_list_app, ref);
  } catch (const RelationNotFoundError&) {
    return nullptr;
  }
  kept().alone.push_back(&kept().relations.emplace_back(*this, endpoint, id, true));
  return kept().alone.back();
}

Pointers<Relation> Model::relations(std::string_view endpoint) {
  check_endpoint(endpoint);
  auto& known = kept().relations_of;
  auto found = known.find(endpoint);
  if (found == known.end()) {
    const std::string name(endpoint);
    // As with ops, what Juju has told stands, also when asking on fails.
    found = known.emplace(name, std::vector<Relation*>()).first;
    std::vector<Relation*>& all = found->second;
    for (const std::string& told : backend().ask(&juju::HookTools::relation_ids, name)) {
      const int id = id_of(told);
      if (is_breaking(id)) continue;
      Relation* made = find_alone(name, id);
      all.push_back(made ? made : &kept().relations.emplace_back(*this, name, id, true));
    }
  }
  return {found->second.data(), found->second.size()};
}

Relation* Model::get_relation(std::string_view endpoint) {
  const Pointers<Relation> all = relations(endpoint);
  if (all.size() > 1)
    throw TooManyRelatedAppsError(std::string(endpoint), static_cast<int>(all.size()), 1);
  return all.empty() ? nullptr : all[0];
}

Relation& Model::get_relation(std::string_view endpoint, int id) {
  if (Relation* alone = relation_alone(endpoint, id)) return *alone;
  for (Relation* relation : relations(endpoint))
    if (relation->id() == id) return *relation;
  // It may be gone, but is not forgotten.
  return kept().relations.emplace_back(*this, endpoint, id, false);
}

Binding& Model::get_binding(std::string_view name) {
  return kept()
      .bindings.try_emplace(std::string(name), *this, std::string(name), base::Optional<int>())
      .first->second;
}

Binding& Model::get_binding(const Relation& relation) {
  return kept()
      .relation_bindings.try_emplace(&relation, *this, relation.name(), relation.id())
      .first->second;
}

}  // namespace ops
