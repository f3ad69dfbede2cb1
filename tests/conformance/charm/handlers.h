#pragma once
/// Handlers by name.

#include "ops/framework/event.h"

namespace scripted {

/// Self has `void run(std::string_view method, ops::EventBase& event)`.
template <class Self>
class Handlers {
 public:
  void _on_event(ops::EventBase& event) { self().run("_on_event", event); }
  void _on_second(ops::EventBase& event) { self().run("_on_second", event); }
  void _on_third(ops::EventBase& event) { self().run("_on_third", event); }
  void _second(ops::EventBase& event) { self().run("_second", event); }

 private:
  Self& self() { return static_cast<Self&>(*this); }
};

}  // namespace scripted
