#pragma once
#include <optional>

#include "postgresql_client/database_requires.h"

/// How the server reaches its database.
struct DatabaseAccess {
  std::string host = {};
  std::string port = {};
  std::string username = {};
  std::string password = {};
};

/// What the data of a relation say of it, of several endpoints the first; none as long as anything
/// is missing.
std::optional<DatabaseAccess> find_access(const postgresql_client::Data& data);

using Environment = ops::base::Map<std::string, std::string>;

/// As the server wants it.
Environment environment_of(const DatabaseAccess& access);
