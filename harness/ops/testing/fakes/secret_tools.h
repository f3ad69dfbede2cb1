#pragma once
/// secret-get and its like, over a State. For .cpp files.

#include "ops/testing/fakes/world.h"

namespace ops::testing {

using SecretText = Map<std::string, std::string>;

// Each is the function of juju::HookTools of its name. They throw HookCommandError, in Juju's
// words: for a secret that the State does not have, for one that is not this unit's to change, and
// for all of them with a Juju before 3.0.2.

std::string secret_add(World& world, const SecretText& content, const juju::SecretOptions& options,
                       const std::string& owner);
SecretText secret_get(World& world, const juju::SecretQuery& query);
void secret_grant(World& world, const std::string& id, int relation_id,
                  const Optional<std::string>& unit);
List<std::string> secret_ids(const World& world);
juju::SecretInfo secret_info_get(World& world, const juju::SecretRef& ref);
/// Throws ValueError for a revision that is tracked or the latest, since the State has no other.
void secret_remove(World& world, const std::string& id, const Optional<int>& revision);
/// Nothing happens when that was never granted.
void secret_revoke(World& world, const std::string& id, const juju::SecretRevocation& from);
/// A new revision only when the content is another one.
void secret_set(World& world, const std::string& id, const SecretText& content,
                const juju::SecretOptions& options);

}  // namespace ops::testing
