/// The event itself, and custom events.
#include "charm.h"
#include "custom_event.h"
#include "observing.h"
#include "operations.h"

namespace scripted {

namespace {

ops::EventBase& event_of(const Subject& subject) { return event_as<ops::EventBase>(subject); }

struct Row {
  bool (*holds)(const ops::EventBase& event);
  std::string_view name;
};

template <class... Events>
std::string_view class_among(const ops::EventBase& event) {
  const Row rows[] = {
      {[](const ops::EventBase& one) { return dynamic_cast<const Events*>(&one) != nullptr; },
       ops::framework::type_name<Events>()}...};
  for (const Row& row : rows)
    if (row.holds(event)) return row.name;
  return "EventBase";
}

/// The name of the event's class.
std::string_view class_of(const ops::EventBase& event) {
  return class_among<ops::InstallEvent, ops::StartEvent, ops::StopEvent, ops::RemoveEvent,
                     ops::ConfigChangedEvent, ops::UpdateStatusEvent, ops::UpgradeCharmEvent,
                     ops::LeaderElectedEvent, ops::PebbleReadyEvent, ops::CollectStatusEvent,
                     ops::PreCommitEvent, ops::CommitEvent, ScriptedEvent>(event);
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
  return Json::parse(event_as<ScriptedEvent>(subject).data.to_json());
}

Json events(Subject& subject, const Json&) {
  Json classes = Json::object();
  for (const NamedEvent& one : events_of(subject.charm)) classes[one.name] = one.class_name;
  return classes;
}

Json emit_data(Subject& subject, const Json& a) {
  const std::string emitter = a.value("emitter", "charm");
  ops::Object& object =
      emitter == "charm" ? static_cast<ops::Object&>(subject.charm) : subject.charm.object(emitter);
  emit_custom(object, a.at("event"), a.value("data", Json()));
  return {};
}

constexpr Operation kOperations[] = {
    {"event", event},           {"handle", handle},       {"deferred", deferred}, {"defer", defer},
    {"event_data", event_data}, {"emit_data", emit_data}, {"events", events},
};

}  // namespace

Operations event_operations() { return kOperations; }

}  // namespace scripted
