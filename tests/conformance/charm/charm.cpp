#include "charm.h"

#include "observing.h"
#include "script.h"

namespace scripted {

namespace {

/// As Python's methods, the handlers are there whether or not they observe anything.
template <class Self>
void keep_handlers(Self& self) {
  using Own = Handlers<Self>;
  self.framework().template keep_handler<&Own::_on_event>(self);
  self.framework().template keep_handler<&Own::_on_second>(self);
  self.framework().template keep_handler<&Own::_on_third>(self);
  self.framework().template keep_handler<&Own::_second>(self);
}

}  // namespace

ScriptedObject::ScriptedObject(ScriptedCharm& charm, const Json& row)
    : Object(charm, row.value("class", "ScriptedObject"), row.at("key").get<std::string>()),
      charm_(&charm),
      key_(row.at("key")),
      events_(row.value("events", Json::object())) {
  keep_handlers(*this);
}

std::string ScriptedObject::class_of(const std::string& event) const {
  return events_.value(event, "ScriptedEvent");
}

void ScriptedObject::run(std::string_view method, ops::EventBase& event) {
  run_script({*charm_, &event, *this}, {key_, method, event.kind()});
}

ScriptedCharm::ScriptedCharm(ops::Framework& framework)
    : ScriptedCharm(framework, &script_of_environment()) {}

ScriptedCharm::ScriptedCharm(ops::Framework& framework, Script* script)
    : CharmBase(framework), script_(script) {
  keep_handlers(*this);
  const Json& told = script_->specification();
  for (const std::string name : told.value("stored", Json::array()))
    more_stored_[name] = std::make_unique<ops::StoredState>(*this, name);
  for (const Json& row : told.value("objects", Json::array())) make_object(row);
  observe_as_told(*this);
  run_script({*this, nullptr, *this}, {"charm", "_on_event", "__init__"});
}

void ScriptedCharm::run(std::string_view method, ops::EventBase& event) {
  run_script({*this, &event, *this}, {"charm", method, event.kind()});
}

ScriptedObject& ScriptedCharm::object(const std::string& key) const {
  const auto found = objects_.find(key);
  if (found == objects_.end()) throw ops::LookupError("cannot find the object " + key);
  return *found->second;
}

ops::Object& ScriptedCharm::object_or_charm(const std::string& key) {
  if (key == "charm") return *this;
  return object(key);
}

void ScriptedCharm::make_object(const Json& row) {
  objects_[row.at("key")] = std::make_unique<ScriptedObject>(*this, row);
}

void ScriptedCharm::drop_object(const std::string& key) {
  object(key);
  objects_.erase(key);
}

ops::StoredState& ScriptedCharm::stored_named(const std::string& name) {
  if (name == "_stored") return stored;
  const auto found = more_stored_.find(name);
  if (found == more_stored_.end()) throw ops::LookupError("cannot find the stored state " + name);
  return *found->second;
}

}  // namespace scripted
