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
}

}  // namespace

ScriptedObject::ScriptedObject(ScriptedCharm& charm, std::string key)
    : Object(charm, "ScriptedObject", key), charm_(&charm), key_(std::move(key)) {
  keep_handlers(*this);
}

void ScriptedObject::run(std::string_view method, ops::EventBase& event) {
  run_script({*charm_, &event, *this}, {key_, method, event.kind()});
}

ScriptedCharm::ScriptedCharm(ops::Framework& framework) : CharmBase(framework) {
  keep_handlers(*this);
  for (const Json& one : specification().value("objects", Json::array())) make_object(one["key"]);
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

void ScriptedCharm::make_object(const std::string& key) {
  objects_[key] = std::make_unique<ScriptedObject>(*this, key);
}

void ScriptedCharm::drop_object(const std::string& key) {
  object(key);
  objects_.erase(key);
}

}  // namespace scripted
