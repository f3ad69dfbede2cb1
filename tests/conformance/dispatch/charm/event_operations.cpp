/// The event itself, and custom events.
#include "charm.h"
#include "custom_event.h"
#include "observing.h"
#include "operations.h"

namespace scripted {

namespace {

ops::EventBase& event_of(const Subject& subject) { return event_as<ops::EventBase>(subject); }

template <class E>
bool is(const ops::EventBase& event) {
  return dynamic_cast<const E*>(&event) != nullptr;
}

/// The name of the event's class.
std::string class_of(const ops::EventBase& event) {
  static constexpr struct {
    bool (*holds)(const ops::EventBase& event);
    const char* name;
  } kRows[] = {
      {is<ops::InstallEvent>, "InstallEvent"},
      {is<ops::StartEvent>, "StartEvent"},
      {is<ops::StopEvent>, "StopEvent"},
      {is<ops::RemoveEvent>, "RemoveEvent"},
      {is<ops::ConfigChangedEvent>, "ConfigChangedEvent"},
      {is<ops::UpdateStatusEvent>, "UpdateStatusEvent"},
      {is<ops::UpgradeCharmEvent>, "UpgradeCharmEvent"},
      {is<ops::LeaderElectedEvent>, "LeaderElectedEvent"},
      {is<ops::PebbleReadyEvent>, "PebbleReadyEvent"},
      {is<ops::CollectStatusEvent>, "CollectStatusEvent"},
      {is<ops::PreCommitEvent>, "PreCommitEvent"},
      {is<ops::CommitEvent>, "CommitEvent"},
      {is<ScriptedEvent>, "ScriptedEvent"},
  };
  for (const auto& row : kRows)
    if (row.holds(event)) return row.name;
  return "EventBase";
}

/// What the event holds beside its class.
void add_members(ops::EventBase& event, Json& told) {
  if (const auto* of_workload = dynamic_cast<ops::WorkloadEvent*>(&event))
    told["workload"] = of_workload->workload.name();
}

Json event(Subject& subject, const Json&) {
  Json told = {{"class", class_of(event_of(subject))}};
  add_members(event_of(subject), told);
  return told;
}

Json handle(Subject& subject, const Json&) { return event_of(subject).path(); }
Json deferred(Subject& subject, const Json&) { return event_of(subject).deferred(); }

Json defer(Subject& subject, const Json&) {
  event_of(subject).defer();
  return {};
}

Json event_data(Subject& subject, const Json&) {
  return Json::parse(event_as<ScriptedEvent>(subject).data.text());
}

Json emit_data(Subject& subject, const Json& a) {
  const std::string emitter = a.value("emitter", "charm");
  ops::Object& object =
      emitter == "charm" ? static_cast<ops::Object&>(subject.charm) : subject.charm.object(emitter);
  emit_custom(object, a.at("event"), a.value("data", Json()));
  return {};
}

constexpr Operation kOperations[] = {
    {"event", event}, {"handle", handle},         {"deferred", deferred},
    {"defer", defer}, {"event_data", event_data}, {"emit_data", emit_data},
};

}  // namespace

Operations event_operations() { return kOperations; }

}  // namespace scripted
