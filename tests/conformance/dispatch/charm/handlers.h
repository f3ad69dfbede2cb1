#pragma once
/// Handlers by name, one of each for every class of events.

#include "custom_event.h"
#include "ops/charm/events.h"

namespace scripted {

/// Self has `void run(std::string_view method, ops::EventBase& event)`.
template <class Self, class E>
class HandlersOf {
 public:
  void _on_event(E& event) { self().run("_on_event", event); }
  void _on_second(E& event) { self().run("_on_second", event); }
  void _on_third(E& event) { self().run("_on_third", event); }

 private:
  Self& self() { return static_cast<Self&>(*this); }
};

template <class Self, class... Events>
class HandlersOfAll : public HandlersOf<Self, Events>... {};

template <class Self>
using Handlers =
    HandlersOfAll<Self, ops::InstallEvent, ops::StartEvent, ops::StopEvent, ops::RemoveEvent,
                  ops::ConfigChangedEvent, ops::UpdateStatusEvent, ops::UpgradeCharmEvent,
                  ops::LeaderElectedEvent, ops::PebbleReadyEvent, ops::CollectStatusEvent,
                  ops::PreCommitEvent, ops::CommitEvent, ScriptedEvent>;

}  // namespace scripted
