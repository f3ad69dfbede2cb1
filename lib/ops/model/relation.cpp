#include "ops/model/relation.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <vector>

#include "ops/base/fields.h"
#include "ops/juju/backend.h"
#include "ops/meta/charm_meta.h"
#include "ops/model/model.h"

namespace ops {

OPS_FIELDS(RemoteModel, uuid)

struct Relation::State {
  Model& model;
  std::string name;
  int id;
  bool active;
  Application* app = nullptr;
  std::vector<Unit*> units = {};
  std::deque<RelationDataContent> contents = {};
  std::vector<RelationDataContent*> in_order = {};
  base::Optional<RemoteModel> remote_model = {};
  bool asked = false;

  juju::RelationRef ref() const { return {.id = id, .endpoint = name}; }
  bool is_peer() const { return model.parts().meta.peers.contains(name); }
  void find_units();
  void find_app();
  Unit* departing_unit() const;
  void add_content(const Relation& relation, Unit* unit, Application* of);
  void add_contents(const Relation& relation);
  void ask(const Relation& relation);
};

/// The units, and the application of the first one.
void Relation::State::find_units() {
  try {
    for (const std::string& unit_name : model.backend().ask(&juju::HookTools::relation_list, ref()))
      units.push_back(&model.get_unit(unit_name));
  } catch (const RelationNotFoundError&) {
    active = false;
  }
  if (is_peer())
    app = &model.app();
  else if (!units.empty())
    app = &units.front()->app();
  std::ranges::sort(units, {}, &Unit::name);
  units.erase(std::unique(units.begin(), units.end()), units.end());
}

/// Where no unit tells the application: the event does, or Juju, unless the relation is gone.
void Relation::State::find_app() {
  if (app) return;
  const juju::JujuContext& context = model.context();
  if (context.relation_id && *context.relation_id == id && !context.remote_app_name.empty()) {
    app = &model.get_app(context.remote_app_name);
    return;
  }
  try {
    app = &model.get_app(model.backend().ask(&juju::HookTools::relation_list_app, ref()));
  } catch (const RelationNotFoundError&) {
    app = nullptr;
  }
}

/// While a unit leaves or a relation breaks, Juju does not list the event's unit any more, but has
/// its data. Null when it is of another application.
Unit* Relation::State::departing_unit() const {
  const juju::JujuContext& context = model.context();
  const std::string event = context.event_name();
  const std::string& remote = context.remote_unit_name;
  if (!event.ends_with("_relation_departed") && !event.ends_with("_relation_broken"))
    return nullptr;
  if (is_peer() || !app || !remote.starts_with(app->name() + '/')) return nullptr;
  return &model.get_unit(remote);
}

void Relation::State::add_content(const Relation& relation, Unit* unit, Application* of) {
  const bool known = std::ranges::any_of(contents, [&](const RelationDataContent& one) {
    return one.unit() == unit && one.app() == of;
  });
  if (known || (!unit && !of)) return;
  in_order.push_back(&contents.emplace_back(model, relation, unit, of));
}

void Relation::State::add_contents(const Relation& relation) {
  add_content(relation, &model.unit(), nullptr);
  add_content(relation, nullptr, &model.app());
  for (Unit* unit : units) add_content(relation, unit, nullptr);
  add_content(relation, nullptr, app);
  add_content(relation, departing_unit(), nullptr);
}

void Relation::State::ask(const Relation& relation) {
  find_units();
  find_app();
  add_contents(relation);
  asked = true;
}

Relation::Relation(Model& model, std::string_view endpoint, int id, bool active) {
  std::unique_ptr<State> state(new State{model, std::string(endpoint), id, active});
  if (!model.parts().relations_ask_late) state->ask(*this);
  state_ = state.release();
}
Relation::~Relation() { delete state_; }

Relation::State& Relation::known() const {
  if (!state_->asked) state_->ask(*this);
  return *state_;
}

const std::string& Relation::name() const { return state_->name; }
int Relation::id() const { return state_->id; }
Application* Relation::app() const { return known().app; }
bool Relation::active() const { return known().active; }

Pointers<Unit> Relation::units() const { return {known().units.data(), known().units.size()}; }

RelationData Relation::data() const {
  return RelationData({known().in_order.data(), known().in_order.size()});
}

const RemoteModel& Relation::remote_model() {
  if (!state_->remote_model)
    state_->remote_model = RemoteModel{
        .uuid = state_->model.backend().ask(&juju::HookTools::relation_model_get, state_->ref())};
  return *state_->remote_model;
}

}  // namespace ops
