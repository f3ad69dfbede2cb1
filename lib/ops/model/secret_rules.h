#pragma once
/// How ops tells Juju of secrets, and what it checks before. For .cpp files.

#include "ops/base/clock.h"
#include "ops/juju/records.h"
#include "ops/model/secret.h"

namespace ops::model {

/// "secret:x" as it is, "x" as "secret://MODEL/x"; without blanks around it.
std::string canonical_secret_id(std::string_view id, const std::string& model_uuid);

/// Throws ValueError for an empty content and for keys that Juju does not take.
void check_content(const SecretContent& content);

/// As secret-add and secret-set take them. Throws ParseError when `expire` is a text that is no
/// time.
juju::SecretOptions told(const SecretOptions& options, base::Clock& clock);
std::string told(const base::Timestamp& time);

/// Throws juju::HookToolError when Juju tells of a rotation that ops does not know.
SecretInfo read(const juju::SecretInfo& info, const std::string& model_uuid);

}  // namespace ops::model
