/// The event itself, and custom events.
#include <cxxabi.h>

#include <cstdlib>
#include <typeinfo>

#include "charm.h"
#include "custom_event.h"
#include "errors.h"
#include "observing.h"
#include "operations.h"
#include "ops/base/values.h"
#include "ops/model/secret.h"
#include "ops/model/storage.h"
#include "ops/pebble/words.h"

namespace scripted {

namespace {

ops::EventBase& event_of(const Subject& subject) { return event_as<ops::EventBase>(subject); }

/// The name of the event's class.
std::string class_of(const ops::EventBase& event) {
  int failed = 0;
  char* name = abi::__cxa_demangle(typeid(event).name(), nullptr, nullptr, &failed);
  const std::string full = failed == 0 ? name : typeid(event).name();
  std::free(name);
  return full.substr(full.rfind(':') + 1);
}

template <class Named>
Json name_or_null(const Named* named) {
  return named ? Json(named->name()) : Json();
}
Json text_or_null(const ops::base::Optional<std::string>& text) {
  return text ? Json(*text) : Json();
}

void add_relation(const ops::RelationEvent& event, Json& told) {
  told["relation"] = {event.relation->name(), event.relation->id()};
  told["app"] = name_or_null(event.app);
  told["unit"] = name_or_null(event.unit);
  if (const auto* departed = dynamic_cast<const ops::RelationDepartedEvent*>(&event))
    told["departing_unit"] = name_or_null(departed->departing_unit);
}

void add_secret(const ops::SecretEvent& event, Json& told) {
  const ops::Secret secret = event.secret();
  told["secret"] = {{"id", text_or_null(secret.id())}, {"label", text_or_null(secret.label())}};
  if (const auto* of_revision = dynamic_cast<const ops::SecretRevisionEvent*>(&event))
    told["revision"] = of_revision->revision ? Json(*of_revision->revision) : Json();
}

void add_action(const ops::ActionEvent& event, Json& told) {
  told["id"] = event.id.empty() ? Json() : Json(event.id);
  told["params"] = Json::object();
  for (const auto& [name, value] : event.params) told["params"][name] = Json::parse(value.text());
}

Json notice_type(const ops::LazyNotice& notice) { return ops::pebble::word_of(notice.type()); }

void add_workload(const ops::WorkloadEvent& event, Json& told) {
  told["workload"] = event.workload.name();
  if (const auto* of_notice = dynamic_cast<const ops::PebbleNoticeEvent*>(&event))
    told["notice"] = {{"id", of_notice->notice.id()},
                      {"key", of_notice->notice.key()},
                      {"type", notice_type(of_notice->notice)}};
  if (const auto* of_check = dynamic_cast<const ops::PebbleCheckEvent*>(&event))
    told["info"] = of_check->info.name();
}

/// What the event holds beside its class.
void add_members(ops::EventBase& event, Json& told) {
  if (const auto* of_workload = dynamic_cast<ops::WorkloadEvent*>(&event))
    add_workload(*of_workload, told);
  if (const auto* of_relation = dynamic_cast<ops::RelationEvent*>(&event))
    add_relation(*of_relation, told);
  if (const auto* of_storage = dynamic_cast<ops::StorageEvent*>(&event))
    told["storage"] = {of_storage->storage->name(), of_storage->storage->index()};
  if (const auto* of_secret = dynamic_cast<ops::SecretEvent*>(&event)) add_secret(*of_secret, told);
  if (const auto* of_action = dynamic_cast<ops::ActionEvent*>(&event)) add_action(*of_action, told);
  if (const auto* custom = dynamic_cast<CustomEvent*>(&event))
    told.update({{"args", json_of(custom->args)}, {"kwargs", json_of(custom->kwargs)}});
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
  return json_of(event_as<ScriptedEvent>(subject).data);
}

Json events(Subject& subject, const Json&) {
  Json classes = Json::object();
  for (const NamedEvent& one : events_of(subject.charm)) classes[one.name] = one.class_name;
  return classes;
}

Json emit(Subject& subject, const Json& a) {
  const std::string emitter = a.value("emitter", a.value("lib", "charm"));
  emit_custom(custom_event_of(subject.charm, emitter, a.at("event")), a);
  return {};
}

Json event_notice_attr(Subject& subject, const Json& a) {
  const ops::LazyNotice& notice = event_as<ops::PebbleNoticeEvent>(subject).notice;
  const std::string attribute = a.at("attr");
  if (attribute == "id") return notice.id();
  if (attribute == "key") return notice.key();
  if (attribute == "type") return notice_type(notice);
  if (attribute == "occurrences") return notice.occurrences();
  throw PythonError("AttributeError", "scripts ask for no notice's " + attribute);
}

Json event_check_attr(Subject& subject, const Json& a) {
  const ops::LazyCheckInfo& info = event_as<ops::PebbleCheckEvent>(subject).info;
  const std::string attribute = a.at("attr");
  if (attribute == "name") return info.name();
  if (attribute == "status") return ops::base::to_string(info.status());
  if (attribute == "threshold") return info.threshold();
  throw PythonError("AttributeError", "scripts ask for no check's " + attribute);
}

constexpr Operation kOperations[] = {
    {"event", event},
    {"handle", handle},
    {"deferred", deferred},
    {"defer", defer},
    {"event_data", event_data},
    {"emit", emit},
    {"emit_data", emit},
    {"events", events},
    {"event_notice_attr", event_notice_attr},
    {"event_check_attr", event_check_attr},
};

}  // namespace

Operations event_operations() { return kOperations; }

}  // namespace scripted
