#pragma once
/// The charm that does what a script says: FORMAT.md, sections 2 and 5.

#include <map>
#include <memory>
#include <string>

#include "handlers.h"
#include "json.h"
#include "ops/ops.h"

namespace scripted {

class ScriptedCharm;

/// An object below the charm, with handlers, events and stored state of its own.
class ScriptedObject final : public ops::Object, public Handlers<ScriptedObject> {
 public:
  ScriptedObject(ScriptedCharm& charm, std::string key);
  const std::string& key() const { return key_; }
  ops::StoredState stored{*this};
  void run(std::string_view method, ops::EventBase& event);

 private:
  ScriptedCharm* charm_;
  std::string key_;
};

class ScriptedCharm final : public ops::CharmBase, public Handlers<ScriptedCharm> {
 public:
  explicit ScriptedCharm(ops::Framework& framework);
  ops::StoredState stored{*this};
  void run(std::string_view method, ops::EventBase& event);

  /// Throws LookupError when there is no object of this key.
  ScriptedObject& object(const std::string& key) const;
  void make_object(const std::string& key);
  void drop_object(const std::string& key);

 private:
  std::map<std::string, std::unique_ptr<ScriptedObject>> objects_ = {};
};

}  // namespace scripted
