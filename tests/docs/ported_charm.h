#pragma once
/// The charm whose code docs/howto/port-a-python-charm.md and docs/reference/ show. Each of its
/// .cpp files has the code of one part of the tables; snippets_test.cpp holds the pages against
/// them.

#include "ops/base/time.h"
#include "ops/juju/hook_tools.h"
#include "ops/juju/juju_context.h"
#include "ops/main.h"
#include "ops/meta/charm_meta.h"
#include "ops/model/cloud_spec.h"
#include "ops/ops.h"

namespace ported {

/// For what is only looked at.
template <class... T>
void see(const T&...) {}

struct Settings {
  int port = 8000;
  std::string log_level = "info";
  void validate() const {
    if (port < 1) throw ops::ValueError("port must be positive");
  }
  OPS_VALUE(Settings);
};

struct BackupParams {
  std::string target;
  bool fast = false;
  OPS_VALUE(BackupParams);
};

/// What one side of the relation tells the other: each member as JSON, by its name or alias.
struct Endpoint {
  std::string host = {};
  int port = 0;
  static constexpr ops::base::Alias ops_aliases[] = {{"host", "host-name"}};
  OPS_VALUE(Endpoint);
};

class ReadyEvent : public ops::EventBase {
 public:
  ReadyEvent() = default;
  explicit ReadyEvent(const std::string& at) : url(at) {}
  ops::store::Snapshot snapshot() const override { return {{"url", url}}; }
  void restore(const ops::store::Snapshot& data, ops::Model&) override {
    url = data["url"].as_string();
  }
  std::string url = {};
};

/// What a charm library is in Python.
class Ingress : public ops::Object {
 public:
  struct Events {
    ops::BoundEvent<ReadyEvent> ready;
  };
  explicit Ingress(ops::Object& charm) : Object(charm, "Ingress", "web") {}
  const Events on{.ready = {this, "ready"}};
};

class PortedCharm : public ops::CharmBase {
 public:
  explicit PortedCharm(ops::Framework& framework);

  // ---- ported_events.cpp
  void observe_life();
  void observe_the_named();
  void on_install(ops::InstallEvent& event);
  void on_start(ops::StartEvent& event);
  void on_stop(ops::StopEvent& event);
  void on_remove(ops::RemoveEvent& event);
  void on_config_changed(ops::ConfigChangedEvent& event);
  void on_update_status(ops::UpdateStatusEvent& event);
  void on_upgrade_charm(ops::UpgradeCharmEvent& event);
  void on_leader_elected(ops::LeaderElectedEvent& event);
  void on_collect_metrics(ops::CollectMetricsEvent& event);
  void on_old_event(ops::HookEvent& event);
  void on_collect_status(ops::CollectStatusEvent& event);
  void on_commit(ops::LifecycleEvent& event);
  void on_relation(ops::RelationEvent& event);
  void on_db_relation_departed(ops::RelationDepartedEvent& event);
  void on_storage(ops::StorageEvent& event);
  void on_secret_changed(ops::SecretEvent& event);
  void on_secret_remove(ops::SecretRevisionEvent& event);
  void on_backup_action(ops::ActionEvent& event);
  void on_web_pebble_ready(ops::PebbleReadyEvent& event);
  void on_web_notice(ops::PebbleCustomNoticeEvent& event);
  void on_web_check(ops::PebbleCheckEvent& event);
  void on_ready(ReadyEvent& event);
  void on_any(ops::EventBase& event);
  void about_events(ops::EventBase& event);
  void about_event_types();

  // ---- ported_model.cpp
  void about_names();
  void about_statuses();
  void about_options();
  void about_secrets();
  void about_a_secret(ops::Secret& secret);
  void about_networks();
  void about_storages();
  void about_ports();
  void about_the_cloud();
  void about_the_log();
  void about_errors();
  void about_error_types();
  static void about_error_members();

  // ---- ported_relations.cpp
  void about_relations();
  void about_data(ops::RelationDataContent& theirs, ops::RelationDataContent& ours);

  // ---- ported_stored_state.cpp
  void about_stored_state();
  void about_lists_and_dicts();

  // ---- ported_containers.cpp
  void about_containers();
  void about_services(ops::Container& container);
  void about_checks(ops::Container& container);
  void about_files(ops::Container& container);
  void about_commands(ops::Container& container);
  static ops::pebble::Layer layer();

  // ---- ported_hook_tools.cpp
  void about_juju();
  void about_hook_tools();
  void about_hook_tools_of_others();

 private:
  ops::StoredState stored_{*this};
  Ingress ingress_{*this};
};

}  // namespace ported
