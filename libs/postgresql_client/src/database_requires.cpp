#include "postgresql_client/database_requires.h"

#include <algorithm>

#include "ops/base/fields.h"
#include "ops/juju/version.h"
#include "ops/ops.h"

namespace postgresql_client {

namespace {

using ops::base::List;

/// What the interface keeps as JSON in a databag: which fields go through secrets.
struct SecretFields {
  List<std::string> requested = {"username", "password", "tls", "tls-ca", "uris", "read-only-uris"};
  List<std::string> provided = {"mtls-cert"};
  static constexpr ops::base::Alias ops_aliases[] = {{"requested", "requested-secrets"},
                                                     {"provided", "provided-secrets"}};
  OPS_VALUE(SecretFields);
};
OPS_FIELDS(SecretFields, requested, provided)

/// What the unit has seen of the other side, which it keeps as JSON in its own databag.
struct Seen {
  Data data = {};
  OPS_VALUE(Seen);
};
OPS_FIELDS(Seen, data)

/// The keys of the other application's databag that are new, or have changed, since the unit
/// looked last.
struct Diff {
  List<std::string> added = {};
  List<std::string> changed = {};

  bool has_added(std::string_view key) const {
    return std::ranges::find(added, key) != added.end();
  }
  bool has(std::string_view key) const {
    return has_added(key) || std::ranges::find(changed, key) != changed.end();
  }
};

Diff diff(const Data& before, const Data& now) {
  Diff all;
  for (const auto& [key, value] : now) {
    const std::string* old = before.find(key);
    if (!old)
      all.added = all.added.with(key);
    else if (*old != value)
      all.changed = all.changed.with(key);
  }
  return all;
}

/// The diff since the last call.
Diff look(const ops::RelationChangedEvent& event, const ops::Unit& unit) {
  const ops::RelationData data = event.relation->data();
  const Data now = event.app ? data[event.app].all().without("data") : Data();
  const Data before = data[unit].load<Seen>().data;
  data[unit].save(Seen{.data = now});
  return diff(before, now);
}

/// Whether the database's charm is a subordinate, of which the unit beside this one is not ready.
bool waits_for_subordinate(const ops::RelationChangedEvent& event) {
  const ops::RelationData data = event.relation->data();
  if (!event.app || data[event.app].get("subordinated", "") != "true") return false;
  return std::ranges::none_of(event.relation->units(), [&](const ops::Unit* unit) {
    return data[unit].get("state", "") == "ready";
  });
}

/// So that a secret-changed event says by its label which secret it is about.
void label_secrets(ops::Model& model, const ops::RelationChangedEvent& event, const Diff& diff) {
  for (const std::string& key : diff.added)
    if (key.starts_with(kSecretPrefix))
      (void)get_group_secret(model, *event.relation, key.substr(kSecretPrefix.size()),
                             event.relation->data()[event.app].at(key));
}

}  // namespace

DatabaseRequires::DatabaseRequires(ops::CharmBase& charm, std::string_view relation_name,
                                   std::string_view database_name, const DatabaseOptions& options)
    : Object(charm, "DatabaseRequires", relation_name),
      relation_name_(relation_name),
      database_name_(database_name),
      options_(options) {
  const auto events = charm.on()[relation_name];
  framework().observe<&DatabaseRequires::on_relation_created>(events.relation_created, *this);
  framework().observe<&DatabaseRequires::on_relation_changed>(events.relation_changed, *this);
}

Data DatabaseRequires::request() const {
  Data all = {{"database", database_name_}};
  if (!options_.extra_user_roles.empty())
    all = all.with("extra-user-roles", options_.extra_user_roles);
  if (options_.external_node_connectivity) all = all.with("external-node-connectivity", "true");
  return all;
}

void DatabaseRequires::on_relation_created(ops::RelationCreatedEvent& event) {
  if (!model().unit().is_leader()) return;
  const ops::RelationData data = event.relation->data();
  if (model().juju_version().has_secrets()) {
    SecretFields fields;
    for (const std::string& field : options_.additional_secret_fields)
      fields.requested = fields.requested.with(field);
    data[model().app()].save(fields);
    data[model().unit()].save(fields);
  }
  data[model().app()].update(request());
}

void DatabaseRequires::on_relation_changed(ops::RelationChangedEvent& event) {
  if (waits_for_subordinate(event)) return;
  const Diff diff = look(event, model().unit());
  if (model().juju_version().has_secrets()) label_secrets(model(), event, diff);
  if (diff.has_added("secret-user") || (diff.has_added("username") && diff.has_added("password"))) {
    logger().info("database created");
    on.database_created.emit(DatabaseCreatedEvent(event));
  } else if (diff.has("endpoints")) {
    logger().info("endpoints changed");
    on.endpoints_changed.emit(DatabaseEndpointsChangedEvent(event));
  } else if (diff.has("read-only-endpoints")) {
    logger().info("read-only-endpoints changed");
    on.read_only_endpoints_changed.emit(DatabaseReadOnlyEndpointsChangedEvent(event));
  }
}

ops::base::Map<int, Data> DatabaseRequires::fetch_relation_data() const {
  ops::base::Map<int, Data> all;
  for (const ops::Relation* relation : model().relations(relation_name_))
    all = all.with(relation->id(), fetch_remote_data(model(), *relation));
  return all;
}

bool DatabaseRequires::is_resource_created() const {
  const auto all = fetch_relation_data();
  return !all.empty() && std::ranges::all_of(all, [](const auto& entry) {
    return entry.value.contains("username") && entry.value.contains("password");
  });
}

}  // namespace postgresql_client
