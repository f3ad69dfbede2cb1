#include "ops/base/fields.h"
#include "ported_charm.h"

namespace ported {

OPS_FIELDS(Settings, port, log_level)
OPS_FIELDS(BackupParams, target, fast)
OPS_FIELDS(Endpoint, host, port)

PortedCharm::PortedCharm(ops::Framework& framework) : CharmBase(framework) {
  stored_.set_default({{"count", 0}, {"seen", ops::Plain::set()}});
  observe_life();
  observe_the_named();
  framework.observe<&PortedCharm::on_commit>(framework.on().pre_commit, *this);
  framework.observe<&PortedCharm::on_commit>(framework.on().commit, *this);
  framework.observe<&PortedCharm::on_ready>(ingress_.on.ready, *this);
  framework.observe<&PortedCharm::on_any>(on().event("start"), *this);
}

void PortedCharm::observe_life() {
  ops::Framework& framework = this->framework();
  framework.observe<&PortedCharm::on_install>(on().install, *this);
  framework.observe<&PortedCharm::on_start>(on().start, *this);
  framework.observe<&PortedCharm::on_stop>(on().stop, *this);
  framework.observe<&PortedCharm::on_remove>(on().remove, *this);
  framework.observe<&PortedCharm::on_config_changed>(on().config_changed, *this);
  framework.observe<&PortedCharm::on_update_status>(on().update_status, *this);
  framework.observe<&PortedCharm::on_upgrade_charm>(on().upgrade_charm, *this);
  framework.observe<&PortedCharm::on_leader_elected>(on().leader_elected, *this);
  framework.observe<&PortedCharm::on_collect_metrics>(on().collect_metrics, *this);
  framework.observe<&PortedCharm::on_old_event>(on().leader_settings_changed, *this);
  framework.observe<&PortedCharm::on_old_event>(on().pre_series_upgrade, *this);
  framework.observe<&PortedCharm::on_old_event>(on().post_series_upgrade, *this);
  framework.observe<&PortedCharm::on_collect_status>(on().collect_unit_status, *this);
  framework.observe<&PortedCharm::on_collect_status>(on().collect_app_status, *this);
  framework.observe<&PortedCharm::on_secret_changed>(on().secret_changed, *this);
  framework.observe<&PortedCharm::on_secret_changed>(on().secret_rotate, *this);
  framework.observe<&PortedCharm::on_secret_remove>(on().secret_remove, *this);
  framework.observe<&PortedCharm::on_secret_remove>(on().secret_expired, *this);
}

void PortedCharm::observe_the_named() {
  ops::Framework& framework = this->framework();
  framework.observe<&PortedCharm::on_relation>(on()["db"].relation_created, *this);
  framework.observe<&PortedCharm::on_relation>(on()["db"].relation_joined, *this);
  framework.observe<&PortedCharm::on_relation>(on()["db"].relation_changed, *this);
  framework.observe<&PortedCharm::on_db_relation_departed>(on()["db"].relation_departed, *this);
  framework.observe<&PortedCharm::on_relation>(on()["db"].relation_broken, *this);
  framework.observe<&PortedCharm::on_storage>(on()["data"].storage_attached, *this);
  framework.observe<&PortedCharm::on_storage>(on()["data"].storage_detaching, *this);
  framework.observe<&PortedCharm::on_backup_action>(on()["backup"].action, *this);
  framework.observe<&PortedCharm::on_web_pebble_ready>(on()["web"].pebble_ready, *this);
  framework.observe<&PortedCharm::on_web_notice>(on()["web"].pebble_custom_notice, *this);
  framework.observe<&PortedCharm::on_web_check>(on()["web"].pebble_check_failed, *this);
  framework.observe<&PortedCharm::on_web_check>(on()["web"].pebble_check_recovered, *this);
}

void PortedCharm::on_install(ops::InstallEvent&) {
  unit().set_status(ops::MaintenanceStatus{"installing"});
}
void PortedCharm::on_start(ops::StartEvent& event) {
  about_events(event);
  about_stored_state();
  about_lists_and_dicts();
  unit().set_workload_version("1.2.3");
}
void PortedCharm::on_stop(ops::StopEvent&) { logger().info("stopping"); }
void PortedCharm::on_remove(ops::RemoveEvent&) { logger().info("gone"); }
void PortedCharm::on_config_changed(ops::ConfigChangedEvent&) { about_options(); }
void PortedCharm::on_update_status(ops::UpdateStatusEvent&) { about_the_log(); }
void PortedCharm::on_upgrade_charm(ops::UpgradeCharmEvent& event) { event.defer(); }
void PortedCharm::on_leader_elected(ops::LeaderElectedEvent&) { about_statuses(); }
void PortedCharm::on_collect_metrics(ops::CollectMetricsEvent& event) {
  event.add_metrics({{"users", 12}}, {{"kind", "paying"}});
}
void PortedCharm::on_old_event(ops::HookEvent& event) { see(event.kind()); }
void PortedCharm::on_commit(ops::LifecycleEvent& event) { see(event.is_lifecycle()); }

void PortedCharm::on_collect_status(ops::CollectStatusEvent& event) {
  if (!unit().get_container("web").can_connect())
    event.add_status(ops::WaitingStatus{"waiting for Pebble"});
  event.add_status(ops::ActiveStatus{});
}

void PortedCharm::on_relation(ops::RelationEvent& event) {
  see(event.relation, event.app, event.unit);
  if (event.unit == nullptr) return;
  about_data(event.relation->data()[event.unit], event.relation->data()[unit()]);
}
void PortedCharm::on_db_relation_departed(ops::RelationDepartedEvent& event) {
  see(event.departing_unit);
}
void PortedCharm::on_storage(ops::StorageEvent& event) { see(event.storage->location()); }
void PortedCharm::on_secret_changed(ops::SecretEvent& event) {
  see(event.secret().get_content({.refresh = true}));
}
void PortedCharm::on_secret_remove(ops::SecretRevisionEvent& event) {
  see(event.revision);
  event.remove_revision();
}

void PortedCharm::on_backup_action(ops::ActionEvent& event) {
  see(event.id, event.params["fast"].as_bool(), event.params.find("target"));
  const BackupParams params = event.load_params<BackupParams>();
  see(event.load_params<BackupParams>(ops::ParamsErrors::fail));
  event.log("writing to " + params.target);
  event.set_results({{"done", true}, {"files", 3}});
  event.fail("the disk is full");
}

void PortedCharm::on_web_pebble_ready(ops::PebbleReadyEvent& event) {
  about_services(event.workload);
}
void PortedCharm::on_web_notice(ops::PebbleCustomNoticeEvent& event) {
  see(event.workload.name(), event.notice.id(), event.notice.key(), event.notice.type());
  see(event.notice.last_data(), event.notice.occurrences(), event.notice.last_repeated());
  see(event.notice.user_id(), event.notice.first_occurred(), event.notice.last_occurred());
  see(event.notice.repeat_after(), event.notice.expire_after());
}
void PortedCharm::on_web_check(ops::PebbleCheckEvent& event) {
  see(event.workload.name(), event.info.name(), event.info.status(), event.info.failures());
  see(event.info.level(), event.info.startup(), event.info.successes(), event.info.threshold());
  see(event.info.change_id(), event.info.has_run());
}

void PortedCharm::on_ready(ReadyEvent& event) { logger().info("ready at " + event.url); }
void PortedCharm::on_any(ops::EventBase& event) { logger().debug(event.path()); }

void PortedCharm::about_events(ops::EventBase& event) {
  ops::Framework& framework = this->framework();
  see(event.path(), event.kind(), event.deferred(), event.is_from_juju());
  see(on().kinds(), path());
  ingress_.on.ready.emit(ReadyEvent("http://web"));
  framework.keep_handler<&PortedCharm::on_update_status>(*this);
  framework.declare(ingress_.on.ready);
  framework.breakpoint("before-start");
  framework.breakpoint();
  framework.store().drop_snapshot("PortedCharm/Gone");
}

template <class E>
void is_of(const ops::BoundEvent<E>&) {}

void PortedCharm::about_event_types() {
  is_of<ops::InstallEvent>(on().install);
  is_of<ops::StartEvent>(on().start);
  is_of<ops::StopEvent>(on().stop);
  is_of<ops::RemoveEvent>(on().remove);
  is_of<ops::ConfigChangedEvent>(on().config_changed);
  is_of<ops::UpdateStatusEvent>(on().update_status);
  is_of<ops::UpgradeCharmEvent>(on().upgrade_charm);
  is_of<ops::LeaderElectedEvent>(on().leader_elected);
  is_of<ops::LeaderSettingsChangedEvent>(on().leader_settings_changed);
  is_of<ops::PreSeriesUpgradeEvent>(on().pre_series_upgrade);
  is_of<ops::PostSeriesUpgradeEvent>(on().post_series_upgrade);
  is_of<ops::CollectMetricsEvent>(on().collect_metrics);
  is_of<ops::CollectStatusEvent>(on().collect_unit_status);
  is_of<ops::CollectStatusEvent>(on().collect_app_status);
  is_of<ops::SecretChangedEvent>(on().secret_changed);
  is_of<ops::SecretRotateEvent>(on().secret_rotate);
  is_of<ops::SecretRemoveEvent>(on().secret_remove);
  is_of<ops::SecretExpiredEvent>(on().secret_expired);
  is_of<ops::RelationCreatedEvent>(on()["db"].relation_created);
  is_of<ops::RelationJoinedEvent>(on()["db"].relation_joined);
  is_of<ops::RelationChangedEvent>(on()["db"].relation_changed);
  is_of<ops::RelationDepartedEvent>(on()["db"].relation_departed);
  is_of<ops::RelationBrokenEvent>(on()["db"].relation_broken);
  is_of<ops::StorageAttachedEvent>(on()["data"].storage_attached);
  is_of<ops::StorageDetachingEvent>(on()["data"].storage_detaching);
  is_of<ops::ActionEvent>(on()["backup"].action);
  is_of<ops::PebbleReadyEvent>(on()["web"].pebble_ready);
  is_of<ops::PebbleCustomNoticeEvent>(on()["web"].pebble_custom_notice);
  is_of<ops::PebbleCheckFailedEvent>(on()["web"].pebble_check_failed);
  is_of<ops::PebbleCheckRecoveredEvent>(on()["web"].pebble_check_recovered);
}

}  // namespace ported
