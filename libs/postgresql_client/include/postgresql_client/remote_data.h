#pragma once
/// What the application at the other end of a relation tells.

#include "ops/base/value.h"

namespace ops {
class Model;
class Relation;
class Secret;
}  // namespace ops

namespace postgresql_client {

using Data = ops::base::Map<std::string, std::string>;

/// A key of the databag that holds the id of a secret begins with this: "secret-user".
inline constexpr std::string_view kSecretPrefix = "secret-";

/// The databag of the other application, and in the place of each "secret-*" what is in the secret,
/// in its newest revision. Nothing when the other application is not known (any more). Throws
/// ops::SecretNotFoundError and ops::ModelError.
Data fetch_remote_data(ops::Model& model, const ops::Relation& relation);

/// The secret of a group ("user"), labelled as "database.1.user.secret", by which a secret-changed
/// event can be told.
ops::Secret get_group_secret(ops::Model& model, const ops::Relation& relation,
                             const std::string& group, const std::string& id);

}  // namespace postgresql_client
