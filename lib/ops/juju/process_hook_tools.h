#pragma once
/// Juju itself, as a deployed charm meets it.

#include "ops/juju/hook_tools.h"

namespace ops::juju {

/// Runs each hook tool as a program on PATH, with the arguments and in the order that ops gives
/// (`ops.hookcmds`): no shell, relation data and state over stdin, secrets' contents in files that
/// only this user can read and that are gone afterwards.
///
/// A tool that exits with other than 0, or that a signal ends, is a HookCommandError. One that is
/// missing or cannot be started, or whose output is not the JSON or not the UTF-8 that it must be,
/// is a HookToolError. What a successful tool writes to stderr is dropped.
class ProcessHookTools final : public HookTools {
 public:
  void action_fail(const Optional<std::string>& message) override;
  Map<std::string, base::Json> action_get() override;
  base::Json action_get_key(const std::string& key) override;
  void action_log(const std::string& message) override;
  void action_set(const Map<std::string, std::string>& results) override;

  UnitStatus status_get() override;
  AppStatus status_get_app() override;
  void status_set(bool application, const std::string& name,
                  const Optional<std::string>& message) override;
  void application_version_set(const std::string& version) override;
  bool is_leader() override;
  base::Config config_get() override;
  base::Json config_get_key(const std::string& key) override;
  CloudSpec credential_get() override;
  GoalState goal_state() override;

  void juju_log(LogLevel level, std::string_view message) override;
  void juju_reboot(bool now) override;

  Network network_get(const std::string& binding, const Optional<int>& relation_id) override;
  void open_port(const Port& port) override;
  void close_port(const Port& port) override;
  List<Port> opened_ports(bool endpoints) override;

  Map<std::string, std::string> relation_get(const RelationRef& relation,
                                             const Optional<std::string>& member,
                                             bool app) override;
  base::Json relation_get_key(const RelationRef& relation, const std::string& key,
                              const Optional<std::string>& member, bool app) override;
  List<std::string> relation_ids(const std::string& endpoint) override;
  List<std::string> relation_list(const RelationRef& relation) override;
  std::string relation_list_app(const RelationRef& relation) override;
  std::string relation_model_get(const RelationRef& relation) override;
  void relation_set(const Map<std::string, std::string>& data, const RelationRef& relation,
                    bool app) override;

  std::string secret_add(const Map<std::string, std::string>& content, const SecretOptions& options,
                         const std::string& owner) override;
  Map<std::string, std::string> secret_get(const SecretQuery& query) override;
  void secret_grant(const std::string& id, int relation_id,
                    const Optional<std::string>& unit) override;
  List<std::string> secret_ids() override;
  SecretInfo secret_info_get(const SecretRef& secret) override;
  void secret_remove(const std::string& id, const Optional<int>& revision) override;
  void secret_revoke(const std::string& id, const SecretRevocation& from) override;
  void secret_set(const std::string& id, const Map<std::string, std::string>& content,
                  const SecretOptions& options, const std::string& owner) override;

  void storage_add(const Map<std::string, int>& counts) override;
  Storage storage_get(const Optional<std::string>& id) override;
  List<std::string> storage_list(const Optional<std::string>& name) override;
  std::string resource_get(const std::string& name) override;

  void state_delete(const std::string& key) override;
  Map<std::string, std::string> state_get() override;
  base::Json state_get_key(const std::string& key) override;
  void state_set(const Map<std::string, std::string>& data) override;

  void add_metric(const Map<std::string, std::string>& metrics,
                  const Map<std::string, std::string>& labels) override;
  void pod_spec_set(const std::string& spec, const Optional<std::string>& k8s_resources) override;
};

}  // namespace ops::juju
