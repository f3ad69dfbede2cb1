#include "ops/charm/relation_events.h"

#include "ops/base/log.h"
#include "ops/juju/juju_context.h"
#include "ops/model/model.h"
#include "ops/model/relation.h"

namespace ops {

namespace {

constexpr const char* kRelationName = "relation_name";
constexpr const char* kRelationId = "relation_id";
constexpr const char* kAppName = "app_name";
constexpr const char* kUnitName = "unit_name";
constexpr const char* kDepartingUnit = "departing_unit";

/// None when the snapshot has no such name, or an empty one.
std::string name_in(const store::Snapshot& data, const char* key) {
  const base::Plain* name = data.find(key);
  return name && !name->is_null() ? name->as_string() : std::string();
}

Unit* unit_or_none(Model& model, const std::string& name) {
  return name.empty() ? nullptr : &model.get_unit(name);
}

Relation& relation_of(Model& model) {
  const juju::JujuContext& context = model.context();
  if (context.relation_name.empty())
    throw RuntimeError(
        "cannot tell which relation this is about: JUJU_RELATION is not set; let "
        "Juju start the charm");
  if (context.relation_id) return model.get_relation(context.relation_name, *context.relation_id);
  Relation* only = model.get_relation(context.relation_name);
  if (only) return *only;
  throw RuntimeError("cannot tell which relation of " + context.relation_name +
                     " this is about: JUJU_RELATION_ID is not set; let Juju start the charm");
}

}  // namespace

void RelationEvent::resolve(Model& model, std::string_view kind) {
  relation = &relation_of(model);
  HookEvent::resolve(model, kind);
  const juju::JujuContext& context = model.context();
  const std::string& remote = context.remote_unit_name;
  const std::string app_name = context.remote_app_name.empty() ? remote.substr(0, remote.find('/'))
                                                               : context.remote_app_name;
  app = app_name.empty() ? nullptr : &model.get_app(app_name);
  unit = unit_or_none(model, remote);
}

void RelationEvent::accept(Model& model) {
  if (unit && &unit->app() != app)
    throw RuntimeError("cannot create RelationEvent with application " +
                       (app ? app->name() : std::string("None")) + " and unit " + unit->name());
  if (!app)
    model.parts().logger.warning(
        "'app' expected but not received, see https://bugs.launchpad.net/juju/+bug/1960934");
}

store::Snapshot RelationEvent::snapshot() const {
  store::Snapshot data = {{kRelationName, relation->name()}, {kRelationId, relation->id()}};
  if (app) data = data.with(kAppName, app->name());
  if (unit) data = data.with(kUnitName, unit->name());
  return data;
}

void RelationEvent::restore(const store::Snapshot& data, Model& model) {
  relation = &model.get_relation(data[kRelationName].as_string(),
                                 static_cast<int>(data[kRelationId].as_int()));
  const std::string app_name = name_in(data, kAppName);
  app = app_name.empty() ? nullptr : &model.get_app(app_name);
  if (!app) model.parts().logger.warning("'app_name' expected in snapshot but not found.");
  unit = unit_or_none(model, name_in(data, kUnitName));
}

void RelationDepartedEvent::resolve(Model& model, std::string_view kind) {
  RelationEvent::resolve(model, kind);
  departing_unit = unit_or_none(model, model.context().relation_departing_unit_name);
}

store::Snapshot RelationDepartedEvent::snapshot() const {
  const store::Snapshot data = RelationEvent::snapshot();
  return departing_unit ? data.with(kDepartingUnit, departing_unit->name()) : data;
}

void RelationDepartedEvent::restore(const store::Snapshot& data, Model& model) {
  RelationEvent::restore(data, model);
  departing_unit = unit_or_none(model, name_in(data, kDepartingUnit));
}

}  // namespace ops
