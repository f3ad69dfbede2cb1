#include "database_access.h"

std::optional<DatabaseAccess> find_access(const postgresql_client::Data& data) {
  const std::string* endpoints = data.find("endpoints");
  const std::string* username = data.find("username");
  const std::string* password = data.find("password");
  if (!endpoints || !username || !password) return {};
  const std::string endpoint = endpoints->substr(0, endpoints->find(','));
  const std::size_t colon = endpoint.rfind(':');
  if (colon == endpoint.npos) return {};
  return DatabaseAccess{
      .host = endpoint.substr(0, colon),
      .port = endpoint.substr(colon + 1),
      .username = *username,
      .password = *password,
  };
}

Environment environment_of(const DatabaseAccess& access) {
  return {
      {"DEMO_SERVER_DB_HOST", access.host},
      {"DEMO_SERVER_DB_PORT", access.port},
      {"DEMO_SERVER_DB_USER", access.username},
      {"DEMO_SERVER_DB_PASSWORD", access.password},
  };
}
