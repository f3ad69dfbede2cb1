/// What Juju says through the environment, and what its version can do.
#include <unistd.h>

#include "charm.h"
#include "operations.h"
#include "ops/base/errors.h"
#include "ops/juju/juju_context.h"

namespace scripted {

namespace {

using ops::juju::JujuContext;

Json juju_version(Subject& subject, const Json&) {
  const ops::JujuVersion& version = subject.charm.model().context().version;
  return {{"text", version.text()},
          {"has_secrets", version.has_secrets()},
          {"has_app_data", version.has_app_data()},
          {"is_dispatch_aware", version.is_dispatch_aware()},
          {"has_controller_storage", version.has_controller_storage()},
          {"supports_open_port_on_k8s", version.supports_open_port_on_k8s()},
          {"supports_exec_service_context", version.supports_exec_service_context()},
          {"supports_pebble_log_forwarding", version.supports_pebble_log_forwarding()},
          {"supports_pebble_identities", version.supports_pebble_identities()},
          {"supports_pebble_metrics", version.supports_pebble_metrics()}};
}

Json version_compare(Subject&, const Json& a) {
  const auto left = ops::JujuVersion::parse(a.at("left").get<std::string>());
  const int order = left.compare(ops::JujuVersion::parse(a.at("right").get<std::string>()));
  return {{"left", left.text()}, {"lt", order < 0}, {"le", order <= 0},
          {"eq", order == 0},    {"gt", order > 0}, {"ge", order >= 0}};
}

/// A text that is empty is a variable that was not set.
Json told(const std::string& value) { return value.empty() ? Json() : Json(value); }
Json told(const ops::base::Optional<int>& value) { return value ? Json(*value) : Json(); }

template <auto Member>
Json member(const JujuContext& context) {
  return told(context.*Member);
}

struct Row {
  const char* name;
  Json (*value)(const JujuContext& context);
};

constexpr Row kRows[] = {
    {"action_name", member<&JujuContext::action_name>},
    {"action_uuid", member<&JujuContext::action_uuid>},
    {"availability_zone", member<&JujuContext::availability_zone>},
    {"machine_id", member<&JujuContext::machine_id>},
    {"notice_id", member<&JujuContext::notice_id>},
    {"notice_key", member<&JujuContext::notice_key>},
    {"notice_type", member<&JujuContext::notice_type>},
    {"pebble_check_name", member<&JujuContext::pebble_check_name>},
    {"principal_unit", member<&JujuContext::principal_unit>},
    {"relation_departing_unit_name", member<&JujuContext::relation_departing_unit_name>},
    {"relation_id", member<&JujuContext::relation_id>},
    {"relation_name", member<&JujuContext::relation_name>},
    {"remote_app_name", member<&JujuContext::remote_app_name>},
    {"remote_unit_name", member<&JujuContext::remote_unit_name>},
    {"secret_id", member<&JujuContext::secret_id>},
    {"secret_label", member<&JujuContext::secret_label>},
    {"secret_revision", member<&JujuContext::secret_revision>},
    {"storage_index", member<&JujuContext::storage_index>},
    {"storage_name", member<&JujuContext::storage_name>},
    {"workload_name", member<&JujuContext::workload_name>},
};

Json context(Subject& subject, const Json&) {
  const JujuContext now = JujuContext::from_environ(environ);
  Json all = {{"dispatch_path", now.dispatch_path},
              {"hook_name", now.hook_name},
              {"model_name", now.model_name},
              {"model_uuid", now.model_uuid},
              {"unit_name", now.unit_name},
              {"version", now.version.text()},
              {"debug", now.debug},
              {"charm_dir", now.charm_dir == subject.charm.charm_dir() ? "{CHARM_DIR}" : "other"}};
  all["debug_at"] = Json::array();
  for (const std::string& name : now.debug_at) all["debug_at"].push_back(name);
  for (const Row& row : kRows) all[row.name] = row.value(now);
  return all;
}

constexpr Operation kOperations[] = {
    {"juju_version", juju_version}, {"version_compare", version_compare}, {"context", context}};

}  // namespace

Operations context_operations() { return kOperations; }

}  // namespace scripted
