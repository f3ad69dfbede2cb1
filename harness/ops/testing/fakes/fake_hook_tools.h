#pragma once
/// Juju, as a charm meets it in a test. For .cpp files.

#include "ops/testing/fakes/world.h"

namespace ops::testing {

/// Reads from a World's State and writes to it; notes what does not show there. What the tools do
/// stands in relation_tools.h and its like; those of old Jujus throw HookToolError.
class FakeHookTools final : public juju::HookTools {
 public:
  /// `world` must outlive it.
  explicit FakeHookTools(World& world) : world_(&world) {}

  void action_fail(const Optional<std::string>& message) override;
  Map<std::string, base::Json> action_get() override;
  base::Json action_get_key(const std::string& key) override;
  void action_log(const std::string& message) override;
  void action_set(const Map<std::string, std::string>& results) override;

  juju::UnitStatus status_get() override;
  /// Fails unless this unit leads, as Juju does.
  juju::AppStatus status_get_app() override;
  /// Fails, as Juju does, for a status that charms cannot set.
  void status_set(bool application, const std::string& name,
                  const Optional<std::string>& message) override;
  void application_version_set(const std::string& version) override;
  bool is_leader() override { return world_->state.leader; }
  /// The State's options, and the defaults of those that it does not set.
  Config config_get() override;
  base::Json config_get_key(const std::string& key) override;
  /// Fails unless the Context trusts the charm and the State's model has a cloud.
  juju::CloudSpec credential_get() override;
  /// As many units as are planned, and those of the relations; all have been active for ever.
  juju::GoalState goal_state() override;
  void juju_log(LogLevel level, std::string_view message) override;
  /// Nothing happens: the model writes a line of the log before.
  void juju_reboot(bool) override {}

  juju::Network network_get(const std::string& binding, const Optional<int>&) override;
  void open_port(const juju::Port& port) override;
  void close_port(const juju::Port& port) override;
  List<juju::Port> opened_ports(bool endpoints) override;

  Databag relation_get(const juju::RelationRef& ref, const Optional<std::string>& member,
                       bool app) override;
  base::Json relation_get_key(const juju::RelationRef& ref, const std::string& key,
                              const Optional<std::string>& member, bool app) override;
  List<std::string> relation_ids(const std::string& endpoint) override;
  List<std::string> relation_list(const juju::RelationRef& ref) override;
  std::string relation_list_app(const juju::RelationRef& ref) override;
  std::string relation_model_get(const juju::RelationRef& ref) override;
  void relation_set(const Databag& data, const juju::RelationRef& ref, bool app) override;

  std::string secret_add(const Map<std::string, std::string>& content,
                         const juju::SecretOptions& options, const std::string& owner) override;
  Map<std::string, std::string> secret_get(const juju::SecretQuery& query) override;
  void secret_grant(const std::string& id, int relation_id,
                    const Optional<std::string>& unit) override;
  List<std::string> secret_ids() override;
  juju::SecretInfo secret_info_get(const juju::SecretRef& ref) override;
  void secret_remove(const std::string& id, const Optional<int>& revision) override;
  void secret_revoke(const std::string& id, const juju::SecretRevocation& from) override;
  void secret_set(const std::string& id, const Map<std::string, std::string>& content,
                  const juju::SecretOptions& options, const std::string& owner) override;

  void storage_add(const Map<std::string, int>& counts) override;
  juju::Storage storage_get(const Optional<std::string>& id) override;
  List<std::string> storage_list(const Optional<std::string>& name) override;
  std::string resource_get(const std::string& name) override;

  void state_delete(const std::string& key) override;
  Map<std::string, std::string> state_get() override;
  base::Json state_get_key(const std::string& key) override;
  void state_set(const Map<std::string, std::string>& data) override;

  void add_metric(const Map<std::string, std::string>&,
                  const Map<std::string, std::string>&) override;
  void pod_spec_set(const std::string&, const Optional<std::string>&) override;

 private:
  World* world_;
};

}  // namespace ops::testing
