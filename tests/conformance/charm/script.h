#pragma once
/// The script that the charm carries out, and where the results go.

#include <string>
#include <string_view>

#include "operations.h"
#include "ops/juju/juju_context.h"

namespace scripted {

/// What the charm is told, and who hears what came of it.
class Script {
 public:
  virtual ~Script();

  /// `script`, `custom_events`, `objects`, `observers`, …: dispatch/FORMAT.md 4; and beyond it, of
  /// the suite of Scenario:
  ///
  /// - an object's `class`, and its `events`, by name the names of their classes;
  /// - `event_class`: that of the custom events, when it is not ScriptedEvent;
  /// - `stored`: names of further stored states of the charm;
  /// - `"event": "*"` in a row of `observers`: all of the charm's own, or those of them in `among`.
  virtual const Json& specification() const = 0;
  /// One operation's result, when the operation has ended.
  virtual void record(const Json& result) = 0;
  /// The parameters of an operation, with the names put in that only now are known.
  virtual Json named(const Json& parameters) const { return parameters; }
  /// What a variable of the environment holds while Juju runs the charm; null when it is not set.
  virtual Json variable(const ops::juju::JujuContext& context, const std::string& name) const;
};

/// The one of SCRIPT_FILE, whose results are appended to RESULTS_FILE.
Script& script_of_environment();

/// Who observed what: "charm" or the object's key, the method's name, the event's kind
/// ("__init__" while the charm is made).
struct Handler {
  std::string_view observer;
  std::string_view method;
  std::string_view kind;
};

/// Carries out the operations that the script has for this handler. Throws what an operation
/// throws that is not to be caught.
void run_script(Subject subject, const Handler& handler);

/// Carries out these.
void run_operations(Subject subject, const Handler& handler, const Json& operations);

}  // namespace scripted
