#include "postgresql_client/testing.h"

namespace postgresql_client::testing {

using ops::testing::Databag, ops::testing::Relation, ops::testing::Secret;

std::string FakePostgresql::secret_id(std::string_view group) const {
  const std::string end = std::string(group) + std::to_string(relation_id);
  return "secret:" + std::string(20 - end.size(), '0') + end;
}

Relation FakePostgresql::created() const {
  return {.endpoint = endpoint,
          .interface = "postgresql_client",
          .id = relation_id,
          .remote_app_name = app_name};
}

Relation FakePostgresql::answered() const {
  Relation relation = created();
  relation.remote_app_data = answer();
  return relation;
}

Relation FakePostgresql::answered_without_secrets() const {
  Relation relation = created();
  relation.remote_app_data = answer()
                                 .without("secret-user")
                                 .without("secret-tls")
                                 .with("username", username)
                                 .with("password", password)
                                 .with("tls", "False");
  return relation;
}

Databag FakePostgresql::answer() const {
  return {
      {"database", database},
      {"endpoints", endpoints},
      {"read-only-endpoints", read_only_endpoints},
      {"secret-tls", secret_id("tls")},
      {"secret-user", secret_id("user")},
      {"version", version},
  };
}

ops::testing::Set<Secret> FakePostgresql::secrets() const {
  const std::string uri =
      "postgresql://" + username + ':' + password + '@' + endpoints + '/' + database;
  return {
      {.tracked_content = {{"tls", "False"}}, .id = secret_id("tls")},
      {.tracked_content = {{"username", username}, {"password", password}, {"uris", uri}},
       .id = secret_id("user")},
  };
}

}  // namespace postgresql_client::testing
