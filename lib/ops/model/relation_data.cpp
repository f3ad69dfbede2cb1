#include "ops/model/relation_data.h"

#include <algorithm>

#include "ops/base/list_builder.h"
#include "ops/base/text.h"
#include "ops/juju/backend.h"
#include "ops/model/errors.h"
#include "ops/model/model.h"
#include "ops/model/relation.h"

namespace ops {

using base::python_quoted;

namespace {

juju::RelationRef ref_of(const Relation& relation) {
  return {.id = relation.id(), .endpoint = relation.name()};
}

std::string python_text(const RelationDataContent::Data& data) {
  std::string all;
  for (const auto& [key, value] : data)
    all += (all.empty() ? "" : ", ") + python_quoted(key) + ": " + python_quoted(value);
  return '{' + all + '}';
}

RelationDataContent& find_content(const Pointers<RelationDataContent>& contents, const Unit* unit,
                                  const Application* app) {
  const auto* found = std::ranges::find_if(contents, [&](const RelationDataContent* one) {
    return one->unit() == unit && one->app() == app;
  });
  if ((unit || app) && found != contents.end()) return **found;
  const std::string who = unit  ? "unit " + unit->name()
                          : app ? "application " + app->name()
                                : "an application that nobody knows any more";
  throw LookupError("cannot get the relation data of " + who + ": it is not in the relation");
}

}  // namespace

const std::string& RelationDataContent::owner() const {
  return is_app() ? app_->name() : unit_->name();
}

/// All but our application's own data can be read by everybody, and that by the leader alone.
void RelationDataContent::check_read() const {
  juju::Backend& backend = model_->backend();
  if (!relation_->active() || !backend.is_hook_running() || !is_app()) return;
  if (backend.is_leader()) return;
  const Application* remote = relation_->app();
  if (app_ == remote) return;  // also a peer relation's, where both are the same
  if (app_ == &model_->app())
    throw RelationDataAccessError(model_->unit().name() +
                                  " is not leader and cannot read its own application databag");
  if (!remote)
    throw RelationDataAccessError("Remote application instance cannot be retrieved for " +
                                  relation_->name() + ':' + std::to_string(relation_->id()) + '.');
}

/// What is not ours is refused also when no hook runs: relation-set takes no unit, and would write
/// it to our own.
void RelationDataContent::check_write() const {
  const std::string& own_unit = model_->unit().name();
  const std::string& own_app = model_->app().name();
  if (!is_app() && unit_ != &model_->unit())
    throw RelationDataAccessError(own_unit + " cannot write databag of " + owner() +
                                  ": not the same unit.");
  if (!is_app()) return;
  if (app_ != &model_->app())
    throw RelationDataAccessError(own_app + " cannot write the data of remote application " +
                                  owner());
  if (model_->backend().is_hook_running() && !model_->backend().is_leader())
    throw RelationDataAccessError(own_unit + " is not leader and cannot write application data.");
}

void RelationDataContent::check_app_data(const char* doing) const {
  const JujuVersion& version = model_->juju_version();
  if (is_app() && !version.has_app_data())
    throw RuntimeError(std::string(doing) + " application data is not supported on Juju version " +
                       version.text());
}

RelationDataContent::Data RelationDataContent::load() const {
  check_app_data("getting");
  try {
    return model_->backend().ask(&juju::HookTools::relation_get, ref_of(*relation_),
                                 base::Optional<std::string>(owner()), is_app());
  } catch (const RelationNotFoundError&) {
    return {};
  }
}

const RelationDataContent::Data& RelationDataContent::read() const {
  check_read();
  if (!loaded_) loaded_ = load();
  return *loaded_;
}

// ---- reading

RelationDataContent::Data RelationDataContent::all() const { return read(); }
std::size_t RelationDataContent::size() const { return read().size(); }
bool RelationDataContent::contains(std::string_view key) const { return read().contains(key); }
std::string RelationDataContent::at(std::string_view key) const { return read()[key]; }

base::List<std::string> RelationDataContent::keys() const {
  base::ListBuilder<std::string> all;
  for (const auto& [key, _] : read()) all.add(key);
  return all.done();
}

base::Optional<std::string> RelationDataContent::get(std::string_view key) const {
  const std::string* found = read().find(key);
  if (!found) return {};
  return *found;
}

std::string RelationDataContent::get(std::string_view key, std::string_view otherwise) const {
  const std::string* found = read().find(key);
  return found ? *found : std::string(otherwise);
}

std::string RelationDataContent::to_string() const {
  try {
    return python_text(read());
  } catch (const RelationDataAccessError&) {
    return "<n/a>";
  }
}

// ---- writing

RelationDataContent::Data RelationDataContent::changes(const Data& data) const {
  Data changed;
  for (const auto& [key, value] : data)
    if (get(key, "") != value) changed = changed.with(key, value);
  return changed;
}

void RelationDataContent::remember(const Data& written) {
  for (const auto& [key, value] : written)
    loaded_ = value.empty() ? loaded_->without(key) : loaded_->with(key, value);
}

void RelationDataContent::update(const Data& data) {
  check_write();
  const Data changed = changes(data);
  if (changed.empty()) return;
  check_app_data("setting");
  model_->backend().ask(&juju::HookTools::relation_set, changed, ref_of(*relation_), is_app());
  remember(changed);
}

void RelationDataContent::set(const std::string& key, const std::string& value) {
  update({{key, value}});
}

void RelationDataContent::erase(const std::string& key) { set(key, ""); }

std::string RelationDataContent::pop(const std::string& key) {
  std::string value = at(key);
  erase(key);
  return value;
}

std::string RelationDataContent::pop(const std::string& key, const std::string& otherwise) {
  return contains(key) ? pop(key) : otherwise;
}

std::string RelationDataContent::setdefault(const std::string& key, const std::string& value) {
  if (const base::Optional<std::string> found = get(key)) return *found;
  set(key, value);
  return value;
}

void RelationDataContent::clear() {
  for (const std::string& key : keys()) erase(key);
}

// ---- of everybody

RelationDataContent& RelationData::operator[](const Unit* unit) const {
  return find_content(contents_, unit, nullptr);
}
RelationDataContent& RelationData::operator[](const Application* app) const {
  return find_content(contents_, nullptr, app);
}

bool RelationData::contains(const Unit& unit) const {
  return std::ranges::any_of(contents_, [&](const auto* one) { return one->unit() == &unit; });
}
bool RelationData::contains(const Application& app) const {
  return std::ranges::any_of(contents_, [&](const auto* one) { return one->app() == &app; });
}

}  // namespace ops
