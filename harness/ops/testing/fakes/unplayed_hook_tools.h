#pragma once
/// The hook tools that no State answers yet. For .cpp files.

#include "ops/juju/hook_tools.h"

namespace ops::testing {

using base::List, base::Map, base::Optional;

/// Each throws HookToolError with its own name, so that a test that needs one fails and says so.
class UnplayedHookTools : public juju::HookTools {
 public:
  void action_fail(const Optional<std::string>&) override;
  Map<std::string, base::Json> action_get() override;
  base::Json action_get_key(const std::string&) override;
  void action_log(const std::string&) override;
  void action_set(const Map<std::string, std::string>&) override;
  base::Json config_get_key(const std::string&) override;
  juju::CloudSpec credential_get() override;
  juju::GoalState goal_state() override;
  void juju_reboot(bool) override;
  juju::Network network_get(const std::string&, const Optional<int>&) override;
  void open_port(const juju::Port&) override;
  void close_port(const juju::Port&) override;
  List<juju::Port> opened_ports(bool) override;
  Map<std::string, std::string> relation_get(const juju::RelationRef&, const Optional<std::string>&,
                                             bool) override;
  base::Json relation_get_key(const juju::RelationRef&, const std::string&,
                              const Optional<std::string>&, bool) override;
  List<std::string> relation_ids(const std::string&) override;
  List<std::string> relation_list(const juju::RelationRef&) override;
  std::string relation_list_app(const juju::RelationRef&) override;
  std::string relation_model_get(const juju::RelationRef&) override;
  void relation_set(const Map<std::string, std::string>&, const juju::RelationRef&, bool) override;
  std::string secret_add(const Map<std::string, std::string>&, const juju::SecretOptions&,
                         const std::string&) override;
  Map<std::string, std::string> secret_get(const juju::SecretQuery&) override;
  void secret_grant(const std::string&, int, const Optional<std::string>&) override;
  List<std::string> secret_ids() override;
  juju::SecretInfo secret_info_get(const juju::SecretRef&) override;
  void secret_remove(const std::string&, const Optional<int>&) override;
  void secret_revoke(const std::string&, const juju::SecretRevocation&) override;
  void secret_set(const std::string&, const Map<std::string, std::string>&,
                  const juju::SecretOptions&, const std::string&) override;
  void storage_add(const Map<std::string, int>&) override;
  juju::Storage storage_get(const Optional<std::string>&) override;
  List<std::string> storage_list(const Optional<std::string>&) override;
  std::string resource_get(const std::string&) override;
  void state_delete(const std::string&) override;
  Map<std::string, std::string> state_get() override;
  base::Json state_get_key(const std::string&) override;
  void state_set(const Map<std::string, std::string>&) override;
  void add_metric(const Map<std::string, std::string>&,
                  const Map<std::string, std::string>&) override;
  void pod_spec_set(const std::string&, const Optional<std::string>&) override;
};

}  // namespace ops::testing
