#include "ops/testing/fakes/status_tools.h"

#include <algorithm>

namespace ops::testing {

namespace {

constexpr std::string_view kSettable[] = {"active", "blocked", "maintenance", "waiting"};

void check_settable(const std::string& name) {
  if (std::ranges::find(kSettable, name) == std::end(kSettable))
    throw juju::HookCommandError(
        {.cmd = {"status-set"},
         .returncode = 2,
         .err = "ERROR invalid status \"" + name +
                "\", expected one of [maintenance blocked waiting active]\n"});
}

juju::CloudCredential told(const CloudCredential& credential) {
  return {.auth_type = credential.auth_type,
          .attributes = credential.attributes,
          .redacted = credential.redacted};
}

/// All that goal-state tells in a test.
juju::Goal reached(const World& world, const char* status) {
  return {.status = status, .since = base::Timestamp::since_epoch(world.clock.since_epoch_ns())};
}

/// This unit, and the others by the lowest numbers.
Map<std::string, juju::Goal> planned_units(const World& world) {
  const juju::Goal active = reached(world, "active");
  const std::string app = world.context.app_name() + '/';
  Map<std::string, juju::Goal> units;
  const auto planned = static_cast<std::size_t>(std::max(world.state.planned_units, 0));
  if (planned > 0) units = units.with(world.context.unit_name, active);
  for (int number = 0; units.size() < planned; ++number)
    units = units.with(app + std::to_string(number), active);
  return units;
}

Map<std::string, juju::Goal> joined(const World& world, const AnyRelation& relation,
                                    Map<std::string, juju::Goal> others) {
  const juju::Goal goal = reached(world, "joined");
  const std::string app(remote_app_of(relation, world.context.app_name()));
  others = others.with(app, goal);
  for (const int number : remote_units_of(relation))
    others = others.with(app + '/' + std::to_string(number), goal);
  return others;
}

}  // namespace

juju::AppStatus status_get_app(const World& world) {
  if (!world.state.leader)
    fail_tool({"status-get"}, "finding application status: this unit is not the leader");
  const Status& status = world.state.app_status;
  return {.status = std::string(name_of(status)), .message = message_of(status)};
}

void status_set(World& world, bool application, const std::string& name,
                const std::string& message) {
  check_settable(name);
  if (application && !world.state.leader)
    fail_tool({"status-set"}, "setting application status: this unit is not the leader");
  Status& status = application ? world.state.app_status : world.state.unit_status;
  (application ? world.traces.app_statuses : world.traces.unit_statuses).add(status);
  status = status_from_name(name, message);
}

void application_version_set(World& world, const std::string& version) {
  std::string& before = world.state.workload_version;
  if (!before.empty()) world.traces.workload_versions.add(before);
  before = version;
}

/// The defaults as they are when the State sets nothing: they are shared then.
Config config_get(const World& world) {
  Config all = world.option_defaults;
  for (const auto& [name, value] : world.state.config) all = all.with(name, value);
  return all;
}

base::Json config_get_key(const World& world, const std::string& key) {
  const ConfigValue* value = world.state.config.find(key);
  if (!value) value = world.option_defaults.find(key);
  return value ? base::json_of(*value) : base::Json();
}

juju::CloudSpec credential_get(const World& world) {
  if (!world.app_trusted)
    fail_tool({"credential-get"}, "cannot access cloud credentials: permission denied");
  const auto& spec = world.state.model->cloud_spec;
  if (!spec) fail_tool({"credential-get"}, "cloud spec not found; State.model has no cloud_spec");
  juju::CloudSpec all{.type = spec->type,
                      .name = spec->name,
                      .region = spec->region,
                      .endpoint = spec->endpoint,
                      .identity_endpoint = spec->identity_endpoint,
                      .storage_endpoint = spec->storage_endpoint,
                      .ca_certificates = spec->ca_certificates,
                      .skip_tls_verify = spec->skip_tls_verify,
                      .is_controller_cloud = spec->is_controller_cloud};
  if (spec->credential) all.credential = told(*spec->credential);
  return all;
}

juju::GoalState goal_state(const World& world) {
  juju::GoalState all{.units = planned_units(world)};
  for (const AnyRelation& relation : world.state.relations) {
    const std::string& endpoint = endpoint_of(relation);
    const auto* others = all.relations.find(endpoint);
    all.relations = all.relations.with(
        endpoint, joined(world, relation, others ? *others : Map<std::string, juju::Goal>()));
  }
  return all;
}

}  // namespace ops::testing
