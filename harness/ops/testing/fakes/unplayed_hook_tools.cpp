#include "ops/testing/fakes/unplayed_hook_tools.h"

namespace ops::testing {

namespace {

[[noreturn]] void unplayed(const std::string& tool) {
  throw juju::HookToolError("cannot run " + tool + " in a test: a State does not answer it; test " +
                            "what needs it with the charm's program");
}

}  // namespace

void UnplayedHookTools::action_fail(const Optional<std::string>&) { unplayed("action-fail"); }
Map<std::string, base::Json> UnplayedHookTools::action_get() { unplayed("action-get"); }
base::Json UnplayedHookTools::action_get_key(const std::string&) { unplayed("action-get-key"); }
void UnplayedHookTools::action_log(const std::string&) { unplayed("action-log"); }
void UnplayedHookTools::action_set(const Map<std::string, std::string>&) { unplayed("action-set"); }
base::Json UnplayedHookTools::config_get_key(const std::string&) { unplayed("config-get-key"); }
juju::CloudSpec UnplayedHookTools::credential_get() { unplayed("credential-get"); }
juju::GoalState UnplayedHookTools::goal_state() { unplayed("goal-state"); }
void UnplayedHookTools::juju_reboot(bool) { unplayed("juju-reboot"); }
juju::Network UnplayedHookTools::network_get(const std::string&, const Optional<int>&) {
  unplayed("network-get");
}
void UnplayedHookTools::open_port(const juju::Port&) { unplayed("open-port"); }
void UnplayedHookTools::close_port(const juju::Port&) { unplayed("close-port"); }
List<juju::Port> UnplayedHookTools::opened_ports(bool) { unplayed("opened-ports"); }
Map<std::string, std::string> UnplayedHookTools::relation_get(const juju::RelationRef&,
                                                              const Optional<std::string>&, bool) {
  unplayed("relation-get");
}
base::Json UnplayedHookTools::relation_get_key(const juju::RelationRef&, const std::string&,
                                               const Optional<std::string>&, bool) {
  unplayed("relation-get-key");
}
List<std::string> UnplayedHookTools::relation_ids(const std::string&) { unplayed("relation-ids"); }
List<std::string> UnplayedHookTools::relation_list(const juju::RelationRef&) {
  unplayed("relation-list");
}
std::string UnplayedHookTools::relation_list_app(const juju::RelationRef&) {
  unplayed("relation-list-app");
}
std::string UnplayedHookTools::relation_model_get(const juju::RelationRef&) {
  unplayed("relation-model-get");
}
void UnplayedHookTools::relation_set(const Map<std::string, std::string>&, const juju::RelationRef&,
                                     bool) {
  unplayed("relation-set");
}
std::string UnplayedHookTools::secret_add(const Map<std::string, std::string>&,
                                          const juju::SecretOptions&, const std::string&) {
  unplayed("secret-add");
}
Map<std::string, std::string> UnplayedHookTools::secret_get(const juju::SecretQuery&) {
  unplayed("secret-get");
}
void UnplayedHookTools::secret_grant(const std::string&, int, const Optional<std::string>&) {
  unplayed("secret-grant");
}
List<std::string> UnplayedHookTools::secret_ids() { unplayed("secret-ids"); }
juju::SecretInfo UnplayedHookTools::secret_info_get(const juju::SecretRef&) {
  unplayed("secret-info-get");
}
void UnplayedHookTools::secret_remove(const std::string&, const Optional<int>&) {
  unplayed("secret-remove");
}
void UnplayedHookTools::secret_revoke(const std::string&, const juju::SecretRevocation&) {
  unplayed("secret-revoke");
}
void UnplayedHookTools::secret_set(const std::string&, const Map<std::string, std::string>&,
                                   const juju::SecretOptions&, const std::string&) {
  unplayed("secret-set");
}
void UnplayedHookTools::storage_add(const Map<std::string, int>&) { unplayed("storage-add"); }
juju::Storage UnplayedHookTools::storage_get(const Optional<std::string>&) {
  unplayed("storage-get");
}
List<std::string> UnplayedHookTools::storage_list(const Optional<std::string>&) {
  unplayed("storage-list");
}
std::string UnplayedHookTools::resource_get(const std::string&) { unplayed("resource-get"); }
void UnplayedHookTools::state_delete(const std::string&) { unplayed("state-delete"); }
Map<std::string, std::string> UnplayedHookTools::state_get() { unplayed("state-get"); }
base::Json UnplayedHookTools::state_get_key(const std::string&) { unplayed("state-get-key"); }
void UnplayedHookTools::state_set(const Map<std::string, std::string>&) { unplayed("state-set"); }
void UnplayedHookTools::add_metric(const Map<std::string, std::string>&,
                                   const Map<std::string, std::string>&) {
  unplayed("add-metric");
}
void UnplayedHookTools::pod_spec_set(const std::string&, const Optional<std::string>&) {
  unplayed("pod-spec-set");
}

}  // namespace ops::testing
