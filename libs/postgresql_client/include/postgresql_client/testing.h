#pragma once
/// A PostgreSQL charm for tests of charms that use one.

#include "ops/testing/testing.h"

namespace postgresql_client::testing {

/// What a PostgreSQL charm writes at the other end of a relation.
///
///     const FakePostgresql postgresql{.username = "foo", .password = "bar"};
///     const testing::Relation relation = postgresql.answered();
///     ctx.run(ctx.on.relation_changed(relation),
///             {.relations = {relation}, .secrets = postgresql.secrets()});
struct FakePostgresql {
  std::string endpoint = "database";  ///< Of the charm under test.
  int relation_id = 1;
  std::string app_name = "postgresql-k8s";
  std::string database = "names_db";
  std::string endpoints = "postgresql-k8s-primary.testing.svc.cluster.local:5432";
  std::string read_only_endpoints = "postgresql-k8s-replicas.testing.svc.cluster.local:5432";
  std::string username = "relation_id_1";
  std::string password = "s3cret";
  std::string version = "14.18";

  /// The relation before anything was said.
  ops::testing::Relation created() const;
  /// The relation once the database is there, its credentials in secrets().
  ops::testing::Relation answered() const;
  /// The same as the charms of Juju 2.9 answer: with the credentials in the databag.
  ops::testing::Relation answered_without_secrets() const;

  /// What answered() has in the other application's databag: for a relation that a State has.
  ops::testing::Databag answer() const;
  /// The secrets of which answer() says the ids.
  ops::testing::Set<ops::testing::Secret> secrets() const;

 private:
  std::string secret_id(std::string_view group) const;
};

}  // namespace postgresql_client::testing
