#include "ops/version.h"
#include "ported_charm.h"

namespace ported {

void PortedCharm::about_juju() {
  const ops::JujuVersion& version = model().juju_version();
  see(ops::kVersion, version.major, version.text(),
      version.compare(ops::JujuVersion::parse("3.6.14")) >= 0);
  see(version.has_secrets(), version.has_app_data(), version.is_dispatch_aware());
  see(version.has_controller_storage(), version.supports_open_port_on_k8s());
  see(version.supports_exec_service_context(), version.supports_pebble_log_forwarding());
  see(version.supports_pebble_identities(), version.supports_pebble_metrics());
  const ops::juju::JujuContext& context = model().context();
  see(context.hook_name, context.unit_name, context.charm_dir, context.version);
  see(context.dispatch_path, context.event_name(), context.debug, context.action_uuid);
  see(context.availability_zone, context.machine_id, context.principal_unit);
}

void PortedCharm::about_hook_tools() {
  ops::juju::HookTools& tools = model().hook_tools();
  see(tools.config_get(), tools.is_leader(), tools.goal_state(), tools.credential_get());
  tools.action_set({{"done", "yes"}});
  tools.action_log("half");
  tools.action_fail("no disk");
  see(tools.action_get(), tools.action_get_key("target"), tools.config_get_key("port"));
  tools.status_set(false, "active", "ready");
  see(tools.status_get(), tools.status_get_app());
  tools.application_version_set("1.2.3");
  tools.juju_log(ops::LogLevel::info, "ready");
  tools.juju_reboot(true);
  see(tools.network_get("db", {}), tools.opened_ports(true));
  tools.open_port({.protocol = "tcp", .port = 8000});
  tools.close_port({.protocol = "tcp", .port = 8000, .to_port = 8010});
  see(tools.state_get(), tools.state_get_key("k"), tools.resource_get("model"));
  tools.state_set({{"k", "v"}});
  tools.state_delete("k");
}

void PortedCharm::about_hook_tools_of_others() {
  ops::juju::HookTools& tools = model().hook_tools();
  see(tools.relation_ids("db"), tools.relation_list({.id = 1}));
  see(tools.relation_list_app({.id = 1}), tools.relation_model_get({.id = 1}));
  see(tools.relation_get({.id = 1}, "db/0", false));
  see(tools.relation_get_key({.id = 1}, "host", "db/0", false));
  tools.relation_set({{"host", "10.0.0.1"}}, {.id = 1}, false);
  see(tools.secret_add({{"password", "s3cret"}}, {.label = "admin"}, "application"));
  see(tools.secret_get({.secret = {.id = "secret:abc"}, .refresh = true}), tools.secret_ids());
  see(tools.secret_info_get({.label = "admin"}));
  tools.secret_grant("secret:abc", 1, "db/0");
  tools.secret_revoke("secret:abc", {.relation_id = 1});
  tools.secret_set("secret:abc", {{"password", "n3w"}}, {}, "application");
  tools.secret_remove("secret:abc", 3);
  see(tools.storage_list("data"), tools.storage_get("data/0").location);
  tools.storage_add({{"data", 1}});
  tools.add_metric({{"users", "12"}}, {});
  tools.pod_spec_set("version: 3", {});
}

}  // namespace ported
