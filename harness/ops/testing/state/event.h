#pragma once
/// The event that a test runs.

#include "ops/testing/state/container.h"

namespace ops::testing {

enum class EventKind {
  fixed,         ///< Every charm has it: start, config_changed, …
  pebble_ready,  ///< `container` says whose.
};
OPS_ENUM_VALUE(EventKind);

/// As made by Context::on. Tests do not build one by hand.
struct Event {
  Required<std::string> name;  ///< As ops spells it: "demo_server_pebble_ready".
  EventKind kind = EventKind::fixed;
  Optional<Container> container = {};  ///< The one that it is about.
  OPS_VALUE(Event);
};

}  // namespace ops::testing
