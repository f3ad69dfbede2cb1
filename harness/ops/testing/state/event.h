#pragma once
/// The event that a test runs.

#include "ops/base/json.h"
#include "ops/base/plain.h"
#include "ops/testing/state/container.h"
#include "ops/testing/state/relation.h"
#include "ops/testing/state/secret.h"
#include "ops/testing/state/storage.h"

namespace ops::testing {

enum class EventKind {
  fixed,     ///< Every charm has it, and it is about nothing: start, config_changed, …
  relation,  ///< The members named after what it is about say what that is.
  storage,
  secret,
  workload,  ///< Of a container: pebble_ready, pebble_custom_notice, …
  action,
  custom,  ///< One that the charm or a library of it declares.
};
OPS_ENUM_VALUE(EventKind);

/// A run of an action. `JUJU_ACTION_NAME`, `JUJU_ACTION_UUID` and what action-get answers.
struct Action {
  Required<std::string> name;
  Map<std::string, base::Json> params = {};
  std::string id = "1";
  OPS_VALUE(Action);
};

/// Who emits an event that Juju does not know, and what the event is made from.
struct CustomEvent {
  Required<std::string> emitter;  ///< The class of the object that declares it: "Ingress".
  Required<std::string> type;     ///< The event's class: "ReadyEvent".
  std::string key = {};           ///< Which of several objects of it; empty when there is one.
  Map<std::string, base::Plain> snapshot = {};
  OPS_VALUE(CustomEvent);
};

/// As made by Context::on. Tests do not build one by hand.
struct Event {
  Required<std::string> name;  ///< As ops spells it: "demo_server_pebble_ready".
  EventKind kind = EventKind::fixed;
  Optional<AnyRelation> relation = {};
  Optional<int> remote_unit = {};     ///< The number of the unit that the event is about.
  Optional<int> departing_unit = {};  ///< The number of the unit that goes away.
  std::string peer_app = {};          ///< The charm's own application, in a peer relation.
  Optional<Storage> storage = {};
  Optional<Secret> secret = {};
  Optional<int> secret_revision = {};
  Optional<Container> container = {};
  Optional<Notice> notice = {};
  Optional<CheckInfo> check_info = {};
  Optional<Action> action = {};
  Optional<CustomEvent> custom = {};
  OPS_VALUE(Event);
};

/// Which remote unit a relation's event is about: the one that it says, or else the first that the
/// relation has. Nothing when it has none, and when a relation is created or broken.
Optional<int> remote_unit_of(const Event& event);

/// Who emits the event, as the end of a path: "Ingress", "Ingress[web]".
std::string emitter_name(const CustomEvent& custom);

}  // namespace ops::testing
