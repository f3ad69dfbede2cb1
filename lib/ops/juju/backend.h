#pragma once
/// What stands between the model and the hook tools. For .cpp files.

#include "ops/base/clock.h"
#include "ops/juju/hook_tools.h"
#include "ops/juju/juju_context.h"
#include "ops/juju/security_event.h"

namespace ops::juju {

/// One dispatch's dealings with Juju: makes ModelErrors of failed hook tools, knows which event is
/// being handled, and remembers who leads. `ops.model._ModelBackend`.
class Backend {
 public:
  /// What it works with; all of it must outlive the backend.
  struct Parts {
    HookTools& tools;
    base::Clock& clock;
    const JujuContext& context;
  };
  explicit Backend(const Parts& parts) : parts_(parts) {}
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;

  const JujuContext& context() const { return parts_.context; }
  /// For what needs no ModelError.
  HookTools& tools() const { return parts_.tools; }
  base::Clock& clock() const { return parts_.clock; }

  /// Every unit may read its application's data there.
  void set_peer_endpoints(const base::List<std::string>& endpoints) { peer_endpoints_ = endpoints; }

  /// Calls one hook tool. What fails is a ModelError with the tool's stderr; a
  /// RelationNotFoundError or SecretNotFoundError where the tool says that; and a security event
  /// in Juju's log where Juju says that this unit may not.
  template <class R, class... P, class... A>
  R ask(R (HookTools::*tool)(P...), const A&... arguments) {
    try {
      return (parts_.tools.*tool)(arguments...);
    } catch (const HookCommandError& error) {
      refuse(error);
    }
  }

  /// Whether this unit leads its application. Juju promises the answer for 30 s, and for as long
  /// it is asked once. Throws ModelError.
  bool is_leader();

  /// To Juju's log, in parts where it is longer than one argument can be. Throws ModelError.
  void log(LogLevel level, std::string_view message);
  void log_security_event(const SecurityEvent& event);

  /// While a handler runs, or the charm's constructor ("__init__"): Juju's rules of access are
  /// checked beforehand then, and errors say what was going on.
  /// `kind` must live until the next of these calls.
  void enter_event(std::string_view kind, bool deferred);
  void leave_event() { enter_event({}, false); }
  bool is_hook_running() const { return !event_.empty(); }

 private:
  [[noreturn]] void refuse(const HookCommandError& error);
  bool relation_is_gone(const HookCommandError& error, std::string_view said);
  void tell_of_refusal(const HookCommandError& error, std::string_view said);
  bool knows_leader(std::int64_t now_ns) const;
  std::string note_of(const HookCommandError& error) const;

  Parts parts_;
  base::List<std::string> peer_endpoints_ = {};
  std::string_view event_ = {};
  bool event_is_deferred_ = false;
  bool leader_known_ = false;
  bool leader_ = false;
  std::int64_t leader_asked_ns_ = 0;
};

}  // namespace ops::juju
