#include "ops/testing/event_context.h"

#include <algorithm>

#include "ops/pebble/words.h"

namespace ops::testing {

namespace {

/// What the event is about, as metadata spells it; empty when it is about nothing that has a name.
std::string_view subject_of(const Event& event) {
  if (event.relation) return endpoint_of(*event.relation);
  if (event.container) return event.container->name;
  if (event.storage) return event.storage->name;
  return {};
}

/// "db-relation-joined" of "db_relation_joined"; the subject keeps its own spelling.
std::string hook_name_of(const Event& event) {
  std::string name = event.name;
  if (event.custom) return name;
  const std::string_view subject = subject_of(event);
  const bool fits = name.size() >= subject.size();
  std::ranges::replace(name, '_', '-');
  return fits ? name.replace(0, subject.size(), subject) : name;
}

void tell_of_action(const Action& action, juju::JujuContext& context) {
  context.dispatch_path = "actions/" + action.name;
  context.hook_name = {};
  context.action_name = action.name;
  context.action_uuid = action.id;
}

void tell_of_relation(const Event& event, juju::JujuContext& context) {
  const AnyRelation& relation = *event.relation;
  context.relation_name = endpoint_of(relation);
  context.relation_id = id_of(relation);
  context.remote_app_name = remote_app_of(relation, context.app_name());
  const std::string units = context.remote_app_name + '/';
  if (const Optional<int> unit = remote_unit_of(event))
    context.remote_unit_name = units + std::to_string(*unit);
  if (!event.name.ends_with("_relation_departed")) return;
  context.relation_departing_unit_name = event.departing_unit
                                             ? units + std::to_string(*event.departing_unit)
                                             : context.remote_unit_name;
}

void tell_of_secret(const Event& event, juju::JujuContext& context) {
  context.secret_id = event.secret->id;
  context.secret_label = event.secret->label.value_or("");
  context.secret_revision = event.secret_revision;
}

void tell_of_container(const Event& event, juju::JujuContext& context) {
  context.workload_name = event.container->name;
  if (event.notice) {
    context.notice_id = event.notice->id;
    context.notice_type = pebble::word_of(event.notice->type);
    context.notice_key = event.notice->key;
  }
  if (event.check_info) context.pebble_check_name = event.check_info->name;
}

void tell_of_storage(const Storage& storage, juju::JujuContext& context) {
  context.storage_name = storage.name;
  context.storage_index = storage.index;
}

}  // namespace

const std::string& app_name_of(const ContextOptions& options, const meta::CharmMeta& meta) {
  return options.app_name.empty() ? meta.name : options.app_name;
}

juju::JujuContext context_of(const Setting& setting, const Event& event, const State& state) {
  const ContextOptions& options = setting.options;
  const std::string hook_name = hook_name_of(event);
  juju::JujuContext context{
      .dispatch_path = "hooks/" + hook_name,
      .hook_name = hook_name,
      .unit_name = app_name_of(options, setting.meta) + '/' + std::to_string(options.unit_id),
      .model_name = state.model->name,
      .model_uuid = state.model->uuid,
      .version = setting.juju_version,
      .charm_dir = options.charm_root,
      .availability_zone = options.availability_zone,
      .machine_id = options.machine_id,
      .principal_unit = options.principal_unit,
  };
  if (event.action) tell_of_action(*event.action, context);
  if (event.relation) tell_of_relation(event, context);
  if (event.secret) tell_of_secret(event, context);
  if (event.container) tell_of_container(event, context);
  if (event.storage) tell_of_storage(*event.storage, context);
  return context;
}

}  // namespace ops::testing
