/// Statuses: as set, as read, and as collected.
#include "charm.h"
#include "errors.h"
#include "operations.h"

namespace scripted {

namespace {

ops::Status status_of(const Json& a) {
  return ops::status_from_name(a.at("status").get<std::string>(), a.value("message", ""));
}

/// Hands `take` the status as its own class.
template <class Take>
Json with_class(const ops::Status& status, const Take& take) {
  if (const auto* active = status.get_if<ops::ActiveStatus>()) take(*active);
  if (const auto* blocked = status.get_if<ops::BlockedStatus>()) take(*blocked);
  if (const auto* busy = status.get_if<ops::MaintenanceStatus>()) take(*busy);
  if (const auto* waiting = status.get_if<ops::WaitingStatus>()) take(*waiting);
  return {};
}

Json told(const ops::Status& status) {
  return {{"name", ops::name_of(status)}, {"message", ops::message_of(status)}};
}

Json set_unit_status(Subject& subject, const Json& a) {
  subject.charm.unit().set_status_named(a.at("status").get<std::string>(), a.value("message", ""));
  return {};
}

Json set_app_status(Subject& subject, const Json& a) {
  subject.charm.app().set_status_named(a.at("status").get<std::string>(), a.value("message", ""));
  return {};
}

Json unit_status(Subject& subject, const Json&) { return told(subject.charm.unit().status()); }
Json app_status(Subject& subject, const Json&) { return told(subject.charm.app().status()); }

Json add_status(Subject& subject, const Json& a) {
  auto& event = event_as<ops::CollectStatusEvent>(subject);
  const ops::Status seen = status_of(a);
  ops::check_settable(seen, "status.name");
  return with_class(seen, [&](const auto& status) { event.add_status(status); });
}

/// What is no status at all cannot be said in C++.
Json status_bad(Subject&, const Json& a) {
  throw ops::InvalidStatusError("invalid value provided for the status of the " +
                                a.at("who").get<std::string>());
}

constexpr Operation kOperations[] = {
    {"unit.set_status", set_unit_status}, {"app.set_status", set_app_status},
    {"unit.get_status", unit_status},     {"app.get_status", app_status},
    {"add_status", add_status},           {"status_bad", status_bad},
};

}  // namespace

Operations status_operations() { return kOperations; }

}  // namespace scripted
