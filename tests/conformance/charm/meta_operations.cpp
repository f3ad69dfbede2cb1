/// The charm's metadata.
#include "charm.h"
#include "operations.h"
#include "ops/juju/juju_context.h"
#include "ops/meta/charm_meta.h"

namespace scripted {

namespace {

namespace meta = ops::meta;

Json told(const std::string& value) { return value; }

template <class T>
Json told(const ops::base::Optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json told(const ops::base::ConfigValue& value) {
  if (const auto* held = value.get_if<bool>()) return *held;
  if (const auto* held = value.get_if<std::int64_t>()) return *held;
  if (const auto* held = value.get_if<double>()) return *held;
  return *value.get_if<std::string>();
}

Json told(const meta::List<std::string>& list) {
  Json all = Json::array();
  for (const std::string& one : list) all.push_back(one);
  return all;
}

/// A top-level section that ops keeps as it stands.
Json section(const meta::CharmMeta& charm, const char* name, const Json& absent) {
  const ops::base::Json* found = charm.other.find(name);
  return found && !found->is_null() ? Json::parse(found->text()) : absent;
}

/// One text or a list of them, as a list.
Json as_list(const Json& value) {
  return value.is_array() ? value : value.is_null() ? Json::array() : Json::array({value});
}

void add_relations(const meta::Map<std::string, meta::RelationMeta>& relations, const char* role,
                   Json& all) {
  for (const auto& [name, one] : relations)
    all[name] = {role, told(one.interface), told(one.limit),
                 one.scope == meta::RelationScope::global ? "global" : "container", one.optional};
}

Json relations(const meta::CharmMeta& charm) {
  Json all = Json::object();
  add_relations(charm.requires_, "requires", all);
  add_relations(charm.provides, "provides", all);
  add_relations(charm.peers, "peer", all);
  return all;
}

Json range_of(const meta::StorageMeta& storage) {
  if (!storage.multiple_min) return {};
  return {*storage.multiple_min, told(storage.multiple_max)};
}

Json storages(const meta::CharmMeta& charm) {
  const auto text = [](const std::string& value) { return value.empty() ? Json() : Json(value); };
  Json all = Json::object();
  for (const auto& [name, one] : charm.storage)
    all[name] = {told(one.type),         one.description,    one.shared,    one.read_only,
                 text(one.minimum_size), text(one.location), range_of(one), told(one.properties)};
  return all;
}

Json resources(const meta::CharmMeta& charm) {
  Json all = Json::object();
  for (const auto& [name, one] : charm.resources)
    all[name] = {told(one.type), one.filename.empty() ? Json() : Json(one.filename),
                 one.description};
  return all;
}

/// Juju 4 refuses parameters that nobody declared, unless the charm wants them.
Json actions(const meta::CharmMeta& charm, const ops::JujuVersion& juju) {
  Json all = Json::object();
  for (const auto& [name, one] : charm.actions) {
    Json parameters = Json::object();
    for (const auto& [key, value] : one.parameters) parameters[key] = Json::parse(value.text());
    all[name] = {
        one.title, one.description, parameters, told(one.required),
        one.additional_properties ? *one.additional_properties : juju.compare({.major = 4}) < 0};
  }
  return all;
}

Json options(const meta::CharmMeta& charm) {
  Json all = Json::object();
  for (const auto& [name, one] : charm.options)
    all[name] = {one.type, one.default_ ? told(*one.default_) : Json(),
                 one.description.empty() ? Json() : Json(one.description)};
  return all;
}

/// ops has none where nothing is said of the container.
Json bases(const meta::ContainerMeta& container) {
  if (container == meta::ContainerMeta{}) return {};
  Json all = Json::array();
  for (const meta::ContainerBase& base : container.bases)
    all.push_back({base.os_name, base.channel, told(base.architectures)});
  return all;
}

Json assumes(const meta::CharmMeta& charm) {
  Json all = Json::array();
  for (const ops::base::Json& one : charm.assumes) all.push_back(Json::parse(one.text()));
  return all;
}

Json containers(const meta::CharmMeta& charm) {
  Json all = Json::object();
  for (const auto& [name, one] : charm.containers) {
    Json mounts = Json::object();
    for (const meta::ContainerMount& mount : one.mounts)
      mounts[mount.storage].push_back(told(mount.location));
    all[name] = {{"resource", told(one.resource)}, {"bases", bases(one)}, {"mounts", mounts}};
  }
  return all;
}

Json payloads(const meta::CharmMeta& charm) {
  Json all = Json::object();
  const Json written = section(charm, "payloads", Json::object());
  for (const auto& [name, one] : written.items()) all[name] = one["type"];
  return all;
}

Json links(const meta::CharmMeta& charm) {
  const Json written = section(charm, "links", Json::object());
  const Json websites = written.value("website", section(charm, "website", Json()));
  return {{"websites", as_list(websites)},
          {"sources", as_list(written.value("source", section(charm, "source", Json())))},
          {"issues", as_list(written.value("issues", section(charm, "issues", Json())))},
          {"documentation", written.value("documentation", section(charm, "docs", Json()))}};
}

Json maintainers(const meta::CharmMeta& charm) {
  Json all = as_list(section(charm, "maintainer", Json()));
  for (const Json& one : section(charm, "maintainers", Json::array())) all.push_back(one);
  const Json written = section(charm, "links", Json::object());
  if (written.contains("contact")) all.push_back(written["contact"]);
  return all;
}

Json extra_bindings(const meta::CharmMeta& charm) {
  Json all = Json::object();
  for (const auto& [name, value] : charm.extra_bindings) all[name] = Json::parse(value.text());
  return all;
}

Json all_of_meta(Subject& subject, const Json&) {
  const meta::CharmMeta& charm = subject.charm.meta();
  return {{"name", charm.name},
          {"summary", charm.summary},
          {"description", charm.description},
          {"maintainers", maintainers(charm)},
          {"tags", section(charm, "tags", Json::array())},
          {"terms", section(charm, "terms", Json::array())},
          {"series", section(charm, "series", Json::array())},
          {"subordinate", charm.subordinate},
          {"min_juju_version", section(charm, "min-juju-version", Json())},
          {"charm_user", charm.charm_user},
          {"extra_bindings", extra_bindings(charm)},
          {"links", links(charm)},
          {"assumes", {{"all-of", assumes(charm)}}},
          {"relations", relations(charm)},
          {"storages", storages(charm)},
          {"resources", resources(charm)},
          {"payloads", payloads(charm)},
          {"actions", actions(charm, subject.charm.model().context().version)},
          {"config", options(charm)},
          {"containers", containers(charm)}};
}

constexpr Operation kOperations[] = {{"meta", all_of_meta}};

}  // namespace

Operations meta_operations() { return kOperations; }

}  // namespace scripted
