#include "ops/testing/fakes/relation_tools.h"

#include <charconv>

namespace ops::testing {

namespace {

/// "relation-get -r db:3", as errors tell it: the model reads the endpoint off it.
List<std::string> command(const char* tool, const juju::RelationRef& ref) {
  const List<std::string> cmd = {tool};
  if (!ref.id) return cmd;
  const std::string id = std::to_string(*ref.id);
  return cmd.with("-r").with(ref.endpoint.empty() ? id : ref.endpoint + ':' + id);
}

const AnyRelation& relation_of(const World& world, const char* tool, const juju::RelationRef& ref) {
  const AnyRelation* found = find_relation(world, ref);
  if (found) return *found;
  if (!ref.id && !world.context.relation_id)
    fail_tool(command(tool, ref), "no relation id specified");
  const std::string id = std::to_string(ref.id ? *ref.id : *world.context.relation_id);
  fail_tool(command(tool, ref), "invalid value \"" +
                                    (ref.endpoint.empty() ? id : ref.endpoint + ':' + id) +
                                    "\" for option -r: relation not found");
}

/// The number of "db/3"; nothing when it is no unit of `app`.
Optional<int> number_in(std::string_view unit, std::string_view app) {
  if (!unit.starts_with(app) || unit.substr(app.size(), 1) != "/") return {};
  const std::string_view digits = unit.substr(app.size() + 1);
  const char* const end = digits.data() + digits.size();
  int number = 0;
  const auto [rest, error] = std::from_chars(digits.data(), end, number);
  if (error != std::errc() || rest != end) return {};
  return number;
}

/// The data of a unit of the other side; null when the State has none.
const Databag* remote_unit_data(const World& world, const AnyRelation& relation,
                                const std::string& unit) {
  const Optional<int> number = number_in(unit, remote_app_of(relation, world.context.app_name()));
  if (!number) return nullptr;
  if (const auto* of = relation.get_if<Relation>()) return of->remote_units_data.find(*number);
  if (const auto* of = relation.get_if<PeerRelation>()) return of->peers_data.find(*number);
  const auto& of = *relation.get_if<SubordinateRelation>();
  return of.remote_unit_id == *number ? &of.remote_unit_data : nullptr;
}

const Databag& remote_app_data(const AnyRelation& relation) {
  if (const auto* of = relation.get_if<Relation>()) return of->remote_app_data;
  if (const auto* of = relation.get_if<SubordinateRelation>()) return of->remote_app_data;
  return relation.get_if<PeerRelation>()->local_app_data;
}

/// A follower may read its application's data in a peer relation only.
Databag own_app_data(const World& world, const AnyRelation& relation,
                     const juju::RelationRef& ref) {
  if (!world.state.leader && !relation.get_if<PeerRelation>())
    fail_tool(command("relation-get", ref).with("--app").with("-").with(world.context.app_name()),
              "permission denied");
  return local_data_of(relation, true);
}

Databag app_data(const World& world, const AnyRelation& relation, const juju::RelationRef& ref,
                 const std::string& app) {
  if (app == world.context.app_name()) return own_app_data(world, relation, ref);
  return remote_app_data(relation);
}

bool is_about(const World& world, const AnyRelation& relation) {
  return world.context.relation_id && *world.context.relation_id == id_of(relation);
}

/// Of the event's unit, Juju has data also when it is not in the relation any more.
Databag unit_data(const World& world, const AnyRelation& relation, const juju::RelationRef& ref,
                  const std::string& unit) {
  if (unit == world.context.unit_name) return local_data_of(relation, false);
  if (const Databag* found = remote_unit_data(world, relation, unit)) return *found;
  if (unit == world.context.remote_unit_name && is_about(world, relation)) return {};
  fail_tool(command("relation-get", ref).with("-").with(unit),
            "cannot read settings for unit \"" + unit + "\" in relation \"" +
                endpoint_of(relation) + ':' + std::to_string(id_of(relation)) + "\": unit \"" +
                unit + "\": settings not found");
}

bool departs(const World& world, const AnyRelation& relation, const std::string& unit) {
  return unit == world.context.remote_unit_name && is_about(world, relation) &&
         world.context.hook_name.ends_with("-relation-departed");
}

Databag changed(Databag data, const Databag& changes) {
  for (const auto& [key, value] : changes)
    data = value.empty() ? data.without(key) : data.with(key, value);
  return data;
}

}  // namespace

const AnyRelation* find_relation(const World& world, const juju::RelationRef& ref) {
  const Optional<int>& id = ref.id ? ref.id : world.context.relation_id;
  const AnyRelation* found = id ? find_relation(world.state.relations, *id) : nullptr;
  return found && (ref.endpoint.empty() || endpoint_of(*found) == ref.endpoint) ? found : nullptr;
}

Databag relation_get(const World& world, const juju::RelationRef& ref,
                     const Optional<std::string>& member, bool app) {
  const AnyRelation& relation = relation_of(world, "relation-get", ref);
  const juju::JujuContext& context = world.context;
  const std::string whose = member ? *member
                            : app  ? context.remote_app_name
                                   : context.remote_unit_name;
  if (whose.empty()) fail_tool(command("relation-get", ref), "no unit id specified");
  return app ? app_data(world, relation, ref, whose) : unit_data(world, relation, ref, whose);
}

List<std::string> relation_ids(const World& world, std::string_view endpoint) {
  base::ListBuilder<std::string> ids;
  for (const AnyRelation& relation : world.state.relations) {
    const std::string& own = endpoint_of(relation);
    if (own == endpoint) ids.add(own + ':' + std::to_string(id_of(relation)));
  }
  return ids.done();
}

List<std::string> relation_list(const World& world, const juju::RelationRef& ref) {
  const AnyRelation& relation = relation_of(world, "relation-list", ref);
  const std::string own_app = world.context.app_name();
  const std::string app = std::string(remote_app_of(relation, own_app)) + '/';
  base::ListBuilder<std::string> units;
  for (const int number : remote_units_of(relation)) {
    const std::string unit = app + std::to_string(number);
    if (unit != world.context.unit_name && !departs(world, relation, unit)) units.add(unit);
  }
  return units.done();
}

std::string relation_list_app(const World& world, const juju::RelationRef& ref) {
  const AnyRelation& relation = relation_of(world, "relation-list", ref);
  return std::string(remote_app_of(relation, world.context.app_name()));
}

std::string relation_model_get(const World& world, const juju::RelationRef& ref) {
  constexpr int kMajor = 3, kMinor = 6, kPatch = 2;
  const AnyRelation& relation = relation_of(world, "relation-model-get", ref);
  if (world.context.version.compare({.major = kMajor, .minor = kMinor, .patch = kPatch}) < 0)
    fail_tool(command("relation-model-get", ref),
              "Relation.remote_model is only available on Juju >= 3.6.2");
  const auto* regular = relation.get_if<Relation>();
  return regular && regular->remote_model_uuid ? *regular->remote_model_uuid
                                               : world.state.model->uuid;
}

void relation_set(World& world, const Databag& data, const juju::RelationRef& ref, bool app) {
  const AnyRelation& relation = relation_of(world, "relation-set", ref);
  if (app && !world.state.leader)
    fail_tool(command("relation-set", ref).with("--app"), "cannot write relation settings");
  const Databag after = changed(local_data_of(relation, app), data);
  world.state.relations = world.state.relations.with(with_local_data(relation, app, after));
}

}  // namespace ops::testing
