#pragma once
/// What a DatabaseRequires tells its charm.

#include "ops/charm/relation_events.h"
#include "postgresql_client/remote_data.h"

namespace postgresql_client {

/// About the database of one relation. What the database's charm has not said is unset; each call
/// throws ops::SecretNotFoundError and ops::ModelError when a secret cannot be read.
class DatabaseRequiresEvent : public ops::RelationEvent {
 public:
  using Text = ops::base::Optional<std::string>;

  DatabaseRequiresEvent() = default;
  explicit DatabaseRequiresEvent(const ops::RelationEvent& about);

  Text database() const { return get("database"); }
  /// Where it can be read and written, separated by commas: "db:5432".
  Text endpoints() const { return get("endpoints"); }
  /// Where it can be read.
  Text read_only_endpoints() const { return get("read-only-endpoints"); }
  Text username() const { return get("username"); }
  Text password() const { return get("password"); }
  /// With user and password in it: "postgresql://…".
  Text uris() const { return get("uris"); }
  Text read_only_uris() const { return get("read-only-uris"); }
  /// "True" when the database wants TLS.
  Text tls() const { return get("tls"); }
  Text tls_ca() const { return get("tls-ca"); }
  /// Of PostgreSQL: "14.18".
  Text version() const { return get("version"); }

  void restore(const ops::store::Snapshot& data, ops::Model& model) override;

 private:
  Text get(std::string_view field) const;

  ops::Model* model_ = nullptr;
  mutable ops::base::Optional<Data> data_ = {};
};

/// The database is there, and so are the credentials.
class DatabaseCreatedEvent final : public DatabaseRequiresEvent {
 public:
  using DatabaseRequiresEvent::DatabaseRequiresEvent;
};
/// The database has moved: endpoints().
class DatabaseEndpointsChangedEvent final : public DatabaseRequiresEvent {
 public:
  using DatabaseRequiresEvent::DatabaseRequiresEvent;
};
/// Its replicas have moved, and it has not: read_only_endpoints().
class DatabaseReadOnlyEndpointsChangedEvent final : public DatabaseRequiresEvent {
 public:
  using DatabaseRequiresEvent::DatabaseRequiresEvent;
};

}  // namespace postgresql_client
