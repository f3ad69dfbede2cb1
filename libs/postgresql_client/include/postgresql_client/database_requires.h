#pragma once
/// The requirer's side of the interface postgresql_client.

#include "ops/charm/charm.h"
#include "postgresql_client/database_events.h"

namespace postgresql_client {

/// What a charm asks for beside the database.
struct DatabaseOptions {
  /// Separated by commas: "admin".
  std::string extra_user_roles = {};
  /// What else is to come in a secret, and not in the databag.
  ops::base::List<std::string> additional_secret_fields = {};
  /// Whether the database is used from outside of its model.
  bool external_node_connectivity = false;
};

/// Asks for a database, and tells its charm when it is there and when it moves.
/// `data_interfaces.DatabaseRequires`.
///
///     postgresql_client::DatabaseRequires database_{*this, "database", "names_db"};
///     framework.observe<&MyCharm::on_database>(database_.on.database_created, *this);
///     framework.observe<&MyCharm::on_database>(database_.on.endpoints_changed, *this);
class DatabaseRequires : public ops::Object {
 public:
  struct Events {
    ops::BoundEvent<DatabaseCreatedEvent> database_created;
    /// Not emitted where database_created is.
    ops::BoundEvent<DatabaseEndpointsChangedEvent> endpoints_changed;
    /// Emitted where neither of the others is.
    ops::BoundEvent<DatabaseReadOnlyEndpointsChangedEvent> read_only_endpoints_changed;
  };
  const Events on{
      .database_created = {this, "database_created"},
      .endpoints_changed = {this, "endpoints_changed"},
      .read_only_endpoints_changed = {this, "read_only_endpoints_changed"},
  };

  /// `relation_name` is the endpoint in charmcraft.yaml. Throws ops::LookupError when there is none
  /// of that name.
  DatabaseRequires(ops::CharmBase& charm, std::string_view relation_name,
                   std::string_view database_name, const DatabaseOptions& options = {});

  /// What the other side of each relation has said, by the relation's id: "endpoints", "username",
  /// "password", …, whether they came in the databag or in a secret. An empty Data where nothing
  /// was said yet; without the relation that breaks in this event. Throws
  /// ops::SecretNotFoundError and ops::ModelError when a secret cannot be read.
  ops::base::Map<int, Data> fetch_relation_data() const;

  /// Whether there is a relation, and all of them have brought username and password. Throws what
  /// fetch_relation_data() throws.
  bool is_resource_created() const;

 private:
  void on_relation_created(ops::RelationCreatedEvent& event);
  void on_relation_changed(ops::RelationChangedEvent& event);
  Data request() const;

  std::string relation_name_;
  std::string database_name_;
  DatabaseOptions options_;
};

}  // namespace postgresql_client
