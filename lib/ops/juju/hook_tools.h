#pragma once
/// The seam between a charm and Juju during one hook.

#include "ops/base/config_value.h"
#include "ops/base/log.h"
#include "ops/juju/errors.h"
#include "ops/juju/records.h"

namespace ops::juju {

/// One function for each hook tool, under its name, for the model and for authors who want them
/// bare. `ops.hookcmds`.
///
/// Every call throws HookCommandError when the tool fails, and HookToolError when it is missing or
/// its answer cannot be read. Nothing is cached and nothing is checked beforehand: that is what the
/// model is for.
class HookTools {
 public:
  virtual ~HookTools();

  // ---- actions
  /// Without a message Juju has one of its own.
  virtual void action_fail(const Optional<std::string>& message) = 0;
  /// All parameters.
  virtual Map<std::string, base::Json> action_get() = 0;
  /// The parameter of this name; dots lead into nested ones. null when there is none.
  virtual base::Json action_get_key(const std::string& key) = 0;
  virtual void action_log(const std::string& message) = 0;
  /// Keys with dots make nested results.
  virtual void action_set(const Map<std::string, std::string>& results) = 0;

  // ---- status, leadership, options
  virtual UnitStatus status_get() = 0;
  virtual AppStatus status_get_app() = 0;
  /// Of the application when `application`, else of the unit.
  virtual void status_set(bool application, const std::string& name,
                          const Optional<std::string>& message) = 0;
  virtual void application_version_set(const std::string& version) = 0;
  virtual bool is_leader() = 0;
  /// All options that have a value.
  virtual base::Config config_get() = 0;
  /// null when the option has no value.
  virtual base::Json config_get_key(const std::string& key) = 0;
  virtual CloudSpec credential_get() = 0;
  virtual GoalState goal_state() = 0;

  // ---- the log and the machine
  /// `message` is passed on as it is, and must be short enough for one argument (131071 bytes).
  virtual void juju_log(LogLevel level, std::string_view message) = 0;
  /// When the hook has ended, or at once, which ends the hook.
  virtual void juju_reboot(bool now) = 0;

  // ---- networks and ports
  /// `binding` is an endpoint or an extra binding.
  virtual Network network_get(const std::string& binding, const Optional<int>& relation_id) = 0;
  /// ValueError for a Port with neither protocol nor number.
  virtual void open_port(const Port& port) = 0;
  virtual void close_port(const Port& port) = 0;
  /// With `endpoints`, each port's are told.
  virtual List<Port> opened_ports(bool endpoints) = 0;

  // ---- relations
  /// The data of a unit, or of an application when `app`; without a `member` that of the event's.
  virtual Map<std::string, std::string> relation_get(const RelationRef& relation,
                                                     const Optional<std::string>& member,
                                                     bool app) = 0;
  /// One value of it; null when there is none. ValueError for the key "-", which is all of them.
  virtual base::Json relation_get_key(const RelationRef& relation, const std::string& key,
                                      const Optional<std::string>& member, bool app) = 0;
  /// "db:3" for each relation of the endpoint.
  virtual List<std::string> relation_ids(const std::string& endpoint) = 0;
  /// The remote units; the other units of a peer relation.
  virtual List<std::string> relation_list(const RelationRef& relation) = 0;
  /// The remote application.
  virtual std::string relation_list_app(const RelationRef& relation) = 0;
  /// The UUID of the remote model.
  virtual std::string relation_model_get(const RelationRef& relation) = 0;
  /// Of the unit, or of the application when `app`. An empty value removes its key.
  virtual void relation_set(const Map<std::string, std::string>& data, const RelationRef& relation,
                            bool app) = 0;

  // ---- secrets; `owner` is "application" or "unit"
  /// The new secret's id.
  virtual std::string secret_add(const Map<std::string, std::string>& content,
                                 const SecretOptions& options, const std::string& owner) = 0;
  virtual Map<std::string, std::string> secret_get(const SecretQuery& query) = 0;
  virtual void secret_grant(const std::string& id, int relation_id,
                            const Optional<std::string>& unit) = 0;
  virtual List<std::string> secret_ids() = 0;
  virtual SecretInfo secret_info_get(const SecretRef& secret) = 0;
  /// All revisions unless one is named.
  virtual void secret_remove(const std::string& id, const Optional<int>& revision) = 0;
  virtual void secret_revoke(const std::string& id, const SecretRevocation& from) = 0;
  /// Without content only what the options say changes.
  virtual void secret_set(const std::string& id, const Map<std::string, std::string>& content,
                          const SecretOptions& options, const std::string& owner) = 0;

  // ---- storage and resources
  /// Asks for so many more of each storage.
  virtual void storage_add(const Map<std::string, int>& counts) = 0;
  /// Of "data/0"; without an id that of the event.
  virtual Storage storage_get(const Optional<std::string>& id) = 0;
  /// "data/0" for each that is there; of all storages without a name.
  virtual List<std::string> storage_list(const Optional<std::string>& name) = 0;
  /// The path of the resource's file.
  virtual std::string resource_get(const std::string& name) = 0;

  // ---- what Juju keeps for the unit between hooks
  virtual void state_delete(const std::string& key) = 0;
  virtual Map<std::string, std::string> state_get() = 0;
  /// null when there is no such key.
  virtual base::Json state_get_key(const std::string& key) = 0;
  virtual void state_set(const Map<std::string, std::string>& data) = 0;

  // ---- of old Jujus
  virtual void add_metric(const Map<std::string, std::string>& metrics,
                          const Map<std::string, std::string>& labels) = 0;
  /// Both as YAML.
  virtual void pod_spec_set(const std::string& spec,
                            const Optional<std::string>& k8s_resources) = 0;
};

}  // namespace ops::juju
