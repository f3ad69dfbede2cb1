/// Objects that come and go, and observing late.
#include "charm.h"
#include "observing.h"
#include "operations.h"

namespace scripted {

namespace {

Json drop_object(Subject& subject, const Json& a) {
  subject.charm.drop_object(a.at("key"));
  return {};
}

Json new_object(Subject& subject, const Json& a) {
  subject.charm.make_object(a);
  return {};
}

Json observe_late(Subject& subject, const Json& a) {
  observe(subject.charm, a.at("event"), a.value("method", "_on_event"));
  return {};
}

constexpr Operation kOperations[] = {
    {"drop_object", drop_object}, {"new_object", new_object}, {"observe", observe_late}};

}  // namespace

Operations object_operations() { return kOperations; }

}  // namespace scripted
