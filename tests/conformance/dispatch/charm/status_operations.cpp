/// Statuses: as set, as read, and as collected.
#include "charm.h"
#include "errors.h"
#include "operations.h"

namespace scripted {

namespace {

ops::Status status_of(const Json& a) {
  return ops::status_from_name(a.at("status").get<std::string>(), a.value("message", ""));
}

/// Hands `take` the status as its own class. Where that is none that a charm can set, C++ does not
/// compile what ops refuses in these words.
template <class Take>
Json with_settable(const ops::Status& status, const char* what, const Take& take) {
  const auto is = [&]<class S>(const S* held) {
    if (held) take(*held);
    return held != nullptr;
  };
  if (is(status.get_if<ops::ActiveStatus>()) || is(status.get_if<ops::BlockedStatus>()) ||
      is(status.get_if<ops::MaintenanceStatus>()) || is(status.get_if<ops::WaitingStatus>()))
    return {};
  throw ops::InvalidStatusError(
      std::string(what) + " must be in ('active', 'blocked', 'maintenance', 'waiting'), not '" +
      std::string(ops::name_of(status)) + "'");
}

Json told(const ops::Status& status) {
  return {{"name", ops::name_of(status)}, {"message", ops::message_of(status)}};
}

Json set_unit_status(Subject& subject, const Json& a) {
  return with_settable(status_of(a), "status",
                       [&](const auto& status) { subject.charm.unit().set_status(status); });
}

Json set_app_status(Subject& subject, const Json& a) {
  return with_settable(status_of(a), "status",
                       [&](const auto& status) { subject.charm.app().set_status(status); });
}

Json unit_status(Subject& subject, const Json&) { return told(subject.charm.unit().status()); }
Json app_status(Subject& subject, const Json&) { return told(subject.charm.app().status()); }

Json add_status(Subject& subject, const Json& a) {
  auto& event = event_as<ops::CollectStatusEvent>(subject);
  return with_settable(status_of(a), "status.name",
                       [&](const auto& status) { event.add_status(status); });
}

constexpr Operation kOperations[] = {
    {"unit.set_status", set_unit_status}, {"app.set_status", set_app_status},
    {"unit.get_status", unit_status},     {"app.get_status", app_status},
    {"add_status", add_status},
};

}  // namespace

Operations status_operations() { return kOperations; }

}  // namespace scripted
