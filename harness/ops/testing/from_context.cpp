/// A State of what a charm's metadata declares.

#include <algorithm>
#include <vector>

#include "ops/testing/context_meta.h"

namespace ops::testing {

namespace {

using meta::RelationMeta, meta::RelationRole, meta::RelationScope;

/// Gives out the numbers that no relation has yet, from 1.
class FreeIds {
 public:
  explicit FreeIds(const Set<AnyRelation>& relations) {
    for (const AnyRelation& relation : relations) taken_.push_back(id_of(relation));
  }
  int next() {
    do ++last_;
    while (std::ranges::find(taken_, last_) != taken_.end());
    return last_;
  }

 private:
  std::vector<int> taken_ = {};
  int last_ = 0;
};

AnyRelation relation_at(const std::string& endpoint, const RelationMeta& declared, int id) {
  const std::string& interface = declared.interface;
  if (declared.role == RelationRole::peer)
    return PeerRelation{.endpoint = endpoint, .interface = interface, .id = id};
  if (declared.scope == RelationScope::container)
    return SubordinateRelation{.endpoint = endpoint, .interface = interface, .id = id};
  return Relation{.endpoint = endpoint, .interface = interface, .id = id};
}

Set<AnyRelation> with_relations(const Set<AnyRelation>& given, const meta::CharmMeta& charm) {
  FreeIds ids(given);
  Set<AnyRelation> all = given;
  for (const auto* endpoints : {&charm.requires_, &charm.provides, &charm.peers})
    for (const auto& [name, declared] : *endpoints) {
      const auto is_here = [&name = name](const AnyRelation& one) {
        return endpoint_of(one) == name;
      };
      if (std::none_of(given.begin(), given.end(), is_here))
        all = all.with(relation_at(name, declared, ids.next()));
    }
  return all;
}

Config with_defaults(const Config& given, const meta::CharmMeta& charm) {
  Config all = given;
  for (const auto& [name, value] : defaults_of(charm.options))
    if (!all.contains(name)) all = all.with(name, value);
  return all;
}

Set<Container> with_containers(const Set<Container>& given, const meta::CharmMeta& charm) {
  Set<Container> all = given;
  for (const auto& [name, declared] : charm.containers)
    if (!given.find(name)) all = all.with(Container{.name = name, .can_connect = true});
  return all;
}

Set<Storage> with_storages(const Set<Storage>& given, const meta::CharmMeta& charm) {
  Set<Storage> all = given;
  for (const auto& [name, declared] : charm.storage) {
    const auto is_here = [&name = name](const Storage& one) { return one.name == name; };
    if (std::none_of(given.begin(), given.end(), is_here)) all = all.with(Storage{.name = name});
  }
  return all;
}

}  // namespace

State State::from_context(const AnyContext& ctx, const State& given) {
  const meta::CharmMeta& charm = ctx.meta();
  State state = given;
  state.config = with_defaults(given.config, charm);
  state.relations = with_relations(given.relations, charm);
  state.containers = with_containers(given.containers, charm);
  state.storages = with_storages(given.storages, charm);
  return state;
}
State State::from_context(const AnyContext& ctx) { return from_context(ctx, State{}); }

}  // namespace ops::testing
