#include "ops/testing/fakes/fake_hook_tools.h"

#include "ops/testing/fakes/action_tools.h"
#include "ops/testing/fakes/network_tools.h"
#include "ops/testing/fakes/relation_tools.h"
#include "ops/testing/fakes/secret_tools.h"
#include "ops/testing/fakes/status_tools.h"
#include "ops/testing/fakes/storage_tools.h"

namespace ops::testing {

// ---- actions

void FakeHookTools::action_fail(const Optional<std::string>& message) {
  testing::action_fail(*world_, message);
}
Map<std::string, base::Json> FakeHookTools::action_get() { return testing::action_get(*world_); }
base::Json FakeHookTools::action_get_key(const std::string& key) {
  return testing::action_get_key(*world_, key);
}
void FakeHookTools::action_log(const std::string& message) {
  testing::action_log(*world_, message);
}
void FakeHookTools::action_set(const Map<std::string, std::string>& results) {
  testing::action_set(*world_, results);
}

// ---- the unit as a whole

juju::UnitStatus FakeHookTools::status_get() {
  const Status& status = world_->state.unit_status;
  return {.status = std::string(name_of(status)), .message = message_of(status)};
}
juju::AppStatus FakeHookTools::status_get_app() { return testing::status_get_app(*world_); }
void FakeHookTools::status_set(bool application, const std::string& name,
                               const Optional<std::string>& message) {
  testing::status_set(*world_, application, name, message.value_or(""));
}
void FakeHookTools::application_version_set(const std::string& version) {
  testing::application_version_set(*world_, version);
}
Config FakeHookTools::config_get() { return testing::config_get(*world_); }
base::Json FakeHookTools::config_get_key(const std::string& key) {
  return testing::config_get_key(*world_, key);
}
juju::CloudSpec FakeHookTools::credential_get() { return testing::credential_get(*world_); }
juju::GoalState FakeHookTools::goal_state() { return testing::goal_state(*world_); }
void FakeHookTools::juju_log(LogLevel level, std::string_view message) {
  world_->traces.log.add({.level = std::string(to_string(level)), .message = std::string(message)});
}

// ---- networks and ports

juju::Network FakeHookTools::network_get(const std::string& binding, const Optional<int>&) {
  return testing::network_get(*world_, binding);
}
void FakeHookTools::open_port(const juju::Port& port) { testing::open_port(*world_, port); }
void FakeHookTools::close_port(const juju::Port& port) { testing::close_port(*world_, port); }
List<juju::Port> FakeHookTools::opened_ports(bool endpoints) {
  return testing::opened_ports(*world_, endpoints);
}

// ---- relations

Databag FakeHookTools::relation_get(const juju::RelationRef& ref,
                                    const Optional<std::string>& member, bool app) {
  return testing::relation_get(*world_, ref, member, app);
}
base::Json FakeHookTools::relation_get_key(const juju::RelationRef& ref, const std::string& key,
                                           const Optional<std::string>& member, bool app) {
  const Databag data = relation_get(ref, member, app);
  const std::string* found = data.find(key);
  return found ? base::Json(*found) : base::Json();
}
List<std::string> FakeHookTools::relation_ids(const std::string& endpoint) {
  return testing::relation_ids(*world_, endpoint);
}
List<std::string> FakeHookTools::relation_list(const juju::RelationRef& ref) {
  return testing::relation_list(*world_, ref);
}
std::string FakeHookTools::relation_list_app(const juju::RelationRef& ref) {
  return testing::relation_list_app(*world_, ref);
}
std::string FakeHookTools::relation_model_get(const juju::RelationRef& ref) {
  return testing::relation_model_get(*world_, ref);
}
void FakeHookTools::relation_set(const Databag& data, const juju::RelationRef& ref, bool app) {
  testing::relation_set(*world_, data, ref, app);
}

// ---- secrets

std::string FakeHookTools::secret_add(const Map<std::string, std::string>& content,
                                      const juju::SecretOptions& options,
                                      const std::string& owner) {
  return testing::secret_add(*world_, content, options, owner);
}
Map<std::string, std::string> FakeHookTools::secret_get(const juju::SecretQuery& query) {
  return testing::secret_get(*world_, query);
}
void FakeHookTools::secret_grant(const std::string& id, int relation_id,
                                 const Optional<std::string>& unit) {
  testing::secret_grant(*world_, id, relation_id, unit);
}
List<std::string> FakeHookTools::secret_ids() { return testing::secret_ids(*world_); }
juju::SecretInfo FakeHookTools::secret_info_get(const juju::SecretRef& ref) {
  return testing::secret_info_get(*world_, ref);
}
void FakeHookTools::secret_remove(const std::string& id, const Optional<int>& revision) {
  testing::secret_remove(*world_, id, revision);
}
void FakeHookTools::secret_revoke(const std::string& id, const juju::SecretRevocation& from) {
  testing::secret_revoke(*world_, id, from);
}
/// Whose it is does not count when it exists.
void FakeHookTools::secret_set(const std::string& id, const Map<std::string, std::string>& content,
                               const juju::SecretOptions& options, const std::string&) {
  testing::secret_set(*world_, id, content, options);
}

// ---- storages and resources

void FakeHookTools::storage_add(const Map<std::string, int>& counts) {
  testing::storage_add(*world_, counts);
}
juju::Storage FakeHookTools::storage_get(const Optional<std::string>& id) {
  return testing::storage_get(*world_, id);
}
List<std::string> FakeHookTools::storage_list(const Optional<std::string>& name) {
  return testing::storage_list(*world_, name);
}
std::string FakeHookTools::resource_get(const std::string& name) {
  return testing::resource_get(*world_, name);
}

// ---- what Juju keeps for the unit

void FakeHookTools::state_delete(const std::string& key) {
  world_->state.juju_state = world_->state.juju_state.without(key);
}
Map<std::string, std::string> FakeHookTools::state_get() { return world_->state.juju_state; }
base::Json FakeHookTools::state_get_key(const std::string& key) {
  const std::string* found = world_->state.juju_state.find(key);
  return found ? base::Json(*found) : base::Json();
}
void FakeHookTools::state_set(const Map<std::string, std::string>& data) {
  for (const auto& [key, value] : data)
    world_->state.juju_state = world_->state.juju_state.with(key, value);
}

// ---- of old Jujus

namespace {

[[noreturn]] void is_gone(const char* tool, const char* since) {
  throw juju::HookToolError(std::string("cannot run ") + tool + " in a test: Juju has none since " +
                            since + "; test what needs it with the charm's program");
}

}  // namespace

void FakeHookTools::add_metric(const Map<std::string, std::string>&,
                               const Map<std::string, std::string>&) {
  is_gone("add-metric", "3.6.11");
}
void FakeHookTools::pod_spec_set(const std::string&, const Optional<std::string>&) {
  is_gone("pod-spec-set", "3.0");
}

}  // namespace ops::testing
