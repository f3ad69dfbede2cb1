#pragma once
/// The charm that does what a script says: dispatch/FORMAT.md, sections 2 and 5, and
/// scenario/FORMAT.md, section 2.

#include <map>
#include <memory>
#include <string>

#include "handlers.h"
#include "json.h"
#include "ops/ops.h"

namespace scripted {

class Script;
class ScriptedCharm;

/// An object below the charm, with handlers, events and stored state of its own.
class ScriptedObject final : public ops::Object, public Handlers<ScriptedObject> {
 public:
  /// `row` is one of the specification's `objects`.
  ScriptedObject(ScriptedCharm& charm, const Json& row);
  const std::string& key() const { return key_; }
  /// The class of its event of this name.
  std::string class_of(const std::string& event) const;
  ops::StoredState stored{*this};
  void run(std::string_view method, ops::EventBase& event);

 private:
  ScriptedCharm* charm_;
  std::string key_;
  Json events_;
};

class ScriptedCharm final : public ops::CharmBase, public Handlers<ScriptedCharm> {
 public:
  /// With the script of the environment.
  explicit ScriptedCharm(ops::Framework& framework);
  /// `script` lives longer.
  ScriptedCharm(ops::Framework& framework, Script* script);
  Script& script() const { return *script_; }
  ops::StoredState stored{*this};
  void run(std::string_view method, ops::EventBase& event);

  /// Throws LookupError when there is no object of this key.
  ScriptedObject& object(const std::string& key) const;
  /// Of an object that may also be "charm".
  ops::Object& object_or_charm(const std::string& key);
  void make_object(const Json& row);
  void drop_object(const std::string& key);
  /// `_stored`, or one of the specification's `stored`.
  ops::StoredState& stored_named(const std::string& name);

 private:
  Script* script_;
  std::map<std::string, std::unique_ptr<ScriptedObject>> objects_ = {};
  std::map<std::string, std::unique_ptr<ops::StoredState>> more_stored_ = {};
};

}  // namespace scripted
