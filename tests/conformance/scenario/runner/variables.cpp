#include "variables.h"

#include <cstdlib>

namespace scripted {

namespace {

using ops::juju::JujuContext;

Json text(const std::string& value) { return value.empty() ? Json() : Json(value); }

template <auto Member>
Json text_in(const JujuContext& context) {
  return text(context.*Member);
}

/// "db:3" of two members.
template <auto Name, auto Number>
Json joined(const JujuContext& context, const char* separator) {
  const auto& number = context.*Number;
  return number ? Json(context.*Name + separator + std::to_string(*number)) : Json();
}

struct Row {
  std::string_view name;
  Json (*value)(const JujuContext& context);
};

constexpr Row kRows[] = {
    {"JUJU_DISPATCH_PATH", text_in<&JujuContext::dispatch_path>},
    {"JUJU_HOOK_NAME", text_in<&JujuContext::hook_name>},
    {"JUJU_UNIT_NAME", text_in<&JujuContext::unit_name>},
    {"JUJU_MODEL_NAME", text_in<&JujuContext::model_name>},
    {"JUJU_MODEL_UUID", text_in<&JujuContext::model_uuid>},
    {"JUJU_ACTION_NAME", text_in<&JujuContext::action_name>},
    {"JUJU_ACTION_UUID", text_in<&JujuContext::action_uuid>},
    {"JUJU_RELATION", text_in<&JujuContext::relation_name>},
    {"JUJU_REMOTE_APP", text_in<&JujuContext::remote_app_name>},
    {"JUJU_REMOTE_UNIT", text_in<&JujuContext::remote_unit_name>},
    {"JUJU_DEPARTING_UNIT", text_in<&JujuContext::relation_departing_unit_name>},
    {"JUJU_WORKLOAD_NAME", text_in<&JujuContext::workload_name>},
    {"JUJU_NOTICE_ID", text_in<&JujuContext::notice_id>},
    {"JUJU_NOTICE_TYPE", text_in<&JujuContext::notice_type>},
    {"JUJU_NOTICE_KEY", text_in<&JujuContext::notice_key>},
    {"JUJU_PEBBLE_CHECK_NAME", text_in<&JujuContext::pebble_check_name>},
    {"JUJU_SECRET_ID", text_in<&JujuContext::secret_id>},
    {"JUJU_SECRET_LABEL", text_in<&JujuContext::secret_label>},
    {"JUJU_AVAILABILITY_ZONE", text_in<&JujuContext::availability_zone>},
    {"JUJU_MACHINE_ID", text_in<&JujuContext::machine_id>},
    {"JUJU_PRINCIPAL_UNIT", text_in<&JujuContext::principal_unit>},
    {"JUJU_VERSION", [](const JujuContext& context) { return text(context.version.text()); }},
    {"JUJU_SECRET_REVISION",
     [](const JujuContext& context) {
       return context.secret_revision ? Json(std::to_string(*context.secret_revision)) : Json();
     }},
    {"JUJU_RELATION_ID",
     [](const JujuContext& context) {
       return joined<&JujuContext::relation_name, &JujuContext::relation_id>(context, ":");
     }},
    {"JUJU_STORAGE_ID",
     [](const JujuContext& context) {
       return joined<&JujuContext::storage_name, &JujuContext::storage_index>(context, "/");
     }},
};

}  // namespace

Json variable_of(const JujuContext& context, const std::string& name) {
  for (const Row& row : kRows)
    if (row.name == name) return row.value(context);
  const char* value = std::getenv(name.c_str());
  return value ? Json(value) : Json();
}

}  // namespace scripted
