#include "ops/testing/fakes/secret_tools.h"

#include <algorithm>

#include "ops/base/errors.h"
#include "ops/base/type.h"
#include "ops/testing/fakes/relation_tools.h"

namespace ops::testing {

namespace {

bool is_before(const World& world, const JujuVersion& version) {
  return world.context.version.compare(version) < 0;
}

void check_secrets_are_there(const World& world, const char* tool) {
  constexpr int kMajor = 3, kPatch = 2;
  if (is_before(world, {.major = kMajor, .patch = kPatch}))
    fail_tool({tool}, "secrets are only available in juju >= 3.0.2; this is " +
                          world.context.version.text());
}

/// Until Juju 3.3.1, but for 3.1.7, whoever owns a secret reads its newest revision.
bool owner_reads_newest(const World& world) {
  const JujuVersion& version = world.context.version;
  constexpr int kMajor = 3, kMinor = 3;
  const bool is_3_1_7 = version.compare({.major = kMajor, .minor = 1, .patch = 7}) == 0;
  return !is_3_1_7 && is_before(world, {.major = kMajor, .minor = kMinor, .patch = 1});
}

const Secret& secret_of(const World& world, const char* tool, const juju::SecretRef& ref) {
  check_secrets_are_there(world, tool);
  const Secret* found = ref.id && !ref.id->empty()
                            ? find_secret(world.state, *ref.id)
                            : find_secret_labelled(world.state.secrets, ref.label.value_or(""));
  if (found) return *found;
  fail_tool({tool}, "secret \"" + (ref.id ? *ref.id : ref.label.value_or("")) + "\" not found");
}

/// Juju does not tell a secret of others from one that is not there.
void check_may_manage(const World& world, const char* tool, const Secret& secret) {
  if (!secret.owner) fail_tool({tool}, "secret \"" + secret.id + "\" not found");
  if (*secret.owner == SecretOwner::app && !world.state.leader)
    fail_tool({tool}, "permission denied");
}

const Secret& own_secret(const World& world, const char* tool, const std::string& id) {
  const Secret& secret = secret_of(world, tool, {.id = id});
  check_may_manage(world, tool, secret);
  return secret;
}

void keep(World& world, const Secret& secret) {
  world.state.secrets = world.state.secrets.with(secret);
}

/// Legal, and the same in every run: "secret:00000000000000000003" where there are two.
std::string next_id(const Set<Secret>& secrets) {
  constexpr std::size_t kDigits = 20;
  for (std::size_t number = secrets.size() + 1;; ++number) {
    const std::string digits = std::to_string(number);
    const std::string id = "secret:" + std::string(kDigits - digits.size(), '0') + digits;
    if (!secrets.find(id)) return id;
  }
}

/// RFC 3339, in UTC unless it says otherwise; or how long from now.
base::Timestamp time_of(const World& world, const std::string& expire) {
  try {
    const bool is_time = expire.find('T') != expire.npos;
    const bool has_zone = expire.ends_with('Z') || expire.find_last_of("+-") > expire.find('T');
    if (is_time) return base::Timestamp(has_zone ? expire : expire + 'Z');
    return base::Timestamp::since_epoch(world.clock.since_epoch_ns() + base::Duration(expire).ns());
  } catch (const Error&) {
    fail_tool({"secret-set"}, "expire time or duration \"" + expire + "\" not valid");
  }
}

/// Juju writes them as they are called here.
const base::Type& rotations() { return base::type_of<SecretRotate>(); }

SecretRotate rotation_of(const std::string& name) {
  const auto found = std::ranges::find(rotations().names, name);
  if (found == rotations().names.end())
    fail_tool({"secret-set"}, "rotate policy \"" + name + "\" not valid");
  return static_cast<SecretRotate>(found - rotations().names.begin());
}

void set_options(const World& world, const juju::SecretOptions& options, Secret& secret) {
  if (options.label) secret.label = options.label;
  if (options.description) secret.description = options.description;
  if (options.expire) secret.expire = time_of(world, *options.expire);
  if (options.rotate) secret.rotate = rotation_of(*options.rotate);
}

/// Whoever asks by id and label gives the secret that label.
const Secret& labelled(World& world, const Secret& secret, const juju::SecretRef& ref) {
  if (!ref.id || !ref.label || ref.label->empty() || secret.label == ref.label) return secret;
  Secret renamed = secret;
  renamed.label = ref.label;
  keep(world, renamed);
  return *world.state.secrets.find(renamed.id);
}

/// Whom a grant or a revocation is about: a unit, or the other application of the relation.
std::string grantee(const World& world, const char* tool, int relation_id,
                    const Optional<std::string>& unit) {
  const AnyRelation* relation = find_relation(world.state.relations, relation_id);
  if (!relation)
    fail_tool({tool}, "invalid value \"" + std::to_string(relation_id) +
                          "\" for option --relation: relation not found");
  return unit ? *unit : std::string(remote_app_of(*relation, world.context.app_name()));
}

bool tracks_latest(const Secret& secret) {
  return secret.tracked_revision == secret.latest_revision &&
         secret.tracked_content == secret.latest_content;
}

Set<std::string> grants_of(const Secret& secret, int relation_id) {
  const Set<std::string>* grants = secret.remote_grants.find(relation_id);
  return grants ? *grants : Set<std::string>();
}

/// Without `who`; nothing of the relation is left when that was all.
void revoke(Secret& secret, int relation_id, const std::string& who) {
  const Set<std::string> left = grants_of(secret, relation_id).without(who);
  secret.remote_grants = left.empty() ? secret.remote_grants.without(relation_id)
                                      : secret.remote_grants.with(relation_id, left);
}

}  // namespace

std::string secret_add(World& world, const SecretText& content, const juju::SecretOptions& options,
                       const std::string& owner) {
  check_secrets_are_there(world, "secret-add");
  const bool of_app = owner != "unit";
  if (of_app && !world.state.leader) fail_tool({"secret-add"}, "permission denied");
  Secret secret{.tracked_content = content,
                .id = next_id(world.state.secrets),
                .owner = of_app ? SecretOwner::app : SecretOwner::unit};
  set_options(world, options, secret);
  keep(world, secret);
  return secret.id;
}

SecretText secret_get(World& world, const juju::SecretQuery& query) {
  const Secret& found = secret_of(world, "secret-get", query.secret);
  const Secret& secret = labelled(world, found, query.secret);
  if (query.peek) return secret.latest_content;
  const bool refresh = query.refresh || (secret.owner && owner_reads_newest(world));
  if (!refresh || tracks_latest(secret)) return secret.tracked_content;
  Secret refreshed = secret;
  refreshed.tracked_content = secret.latest_content;
  refreshed.tracked_revision = secret.latest_revision;
  keep(world, refreshed);
  return refreshed.latest_content;
}

void secret_grant(World& world, const std::string& id, int relation_id,
                  const Optional<std::string>& unit) {
  Secret secret = own_secret(world, "secret-grant", id);
  const std::string who = grantee(world, "secret-grant", relation_id, unit);
  secret.remote_grants =
      secret.remote_grants.with(relation_id, grants_of(secret, relation_id).with(who));
  keep(world, secret);
}

List<std::string> secret_ids(const World& world) {
  check_secrets_are_there(world, "secret-ids");
  base::ListBuilder<std::string> ids;
  for (const Secret& secret : world.state.secrets)
    if (secret.owner && (*secret.owner == SecretOwner::unit || world.state.leader))
      ids.add(secret.id);
  return ids.done();
}

juju::SecretInfo secret_info_get(World& world, const juju::SecretRef& ref) {
  const Secret& found = secret_of(world, "secret-info-get", ref);
  check_may_manage(world, "secret-info-get", found);
  const Secret& secret = labelled(world, found, ref);
  juju::SecretInfo info{.revision = secret.latest_revision,
                        .id = secret.id,
                        .label = secret.label,
                        .description = secret.description,
                        .expiry = secret.expire};
  if (secret.rotate) info.rotation = std::string(rotations().symbol_of(&*secret.rotate));
  return info;
}

void secret_remove(World& world, const std::string& id, const Optional<int>& revision) {
  const Secret& secret = own_secret(world, "secret-remove", id);
  if (!revision) {
    world.state.secrets = world.state.secrets.without(secret.id);
    return;
  }
  if (*revision == secret.tracked_revision || *revision == secret.latest_revision)
    throw ValueError("cannot remove revision " + std::to_string(*revision) + " of secret " +
                     secret.id + ": it is still " +
                     (*revision == secret.latest_revision ? "the latest" : "tracked") +
                     "; set a new content first, and remove this one when secret-remove comes");
  world.traces.removed_secret_revisions.add(*revision);
}

void secret_revoke(World& world, const std::string& id, const juju::SecretRevocation& from) {
  Secret secret = own_secret(world, "secret-revoke", id);
  if (from.relation_id) {
    const auto& named = from.unit ? from.unit : from.app;
    revoke(secret, *from.relation_id, grantee(world, "secret-revoke", *from.relation_id, named));
  } else {
    const auto grants = secret.remote_grants;
    for (const auto& [relation_id, _] : grants)
      revoke(secret, relation_id, from.unit ? *from.unit : from.app.value_or(""));
  }
  keep(world, secret);
}

void secret_set(World& world, const std::string& id, const SecretText& content,
                const juju::SecretOptions& options) {
  Secret secret = own_secret(world, "secret-set", id);
  if (!content.empty() && content != secret.latest_content) {
    secret.latest_content = content;
    ++secret.latest_revision;
  }
  set_options(world, options, secret);
  keep(world, secret);
}

}  // namespace ops::testing
