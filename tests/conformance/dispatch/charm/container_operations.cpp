/// Containers, whose Pebble is nowhere to be reached in these cases.
#include <algorithm>

#include "charm.h"
#include "operations.h"
#include "ops/meta/charm_meta.h"

namespace scripted {

namespace {

ops::Container container_of(Subject& subject, const Json& a) {
  return subject.charm.unit().get_container(a.at("container").get<std::string>());
}

ops::pebble::Names services_of(const Json& a) {
  const std::vector<std::string> names = a.value("services", std::vector<std::string>());
  return {names.data(), names.size()};
}

Json containers(Subject& subject, const Json&) {
  std::vector<std::string> names;
  for (const auto& [name, _] : subject.charm.meta().containers) names.push_back(name);
  std::ranges::sort(names);
  return names;
}

Json can_connect(Subject& subject, const Json& a) { return container_of(subject, a).can_connect(); }

/// Without a Pebble, what these give in the end does not matter.
Json add_layer(Subject& subject, const Json& a) {
  container_of(subject, a)
      .add_layer(a.at("label").get<std::string>(), a.at("layer").dump(),
                 {.combine = a.value("combine", false)});
  return {};
}

Json plan(Subject& subject, const Json& a) {
  container_of(subject, a).get_plan();
  return {};
}

Json services(Subject& subject, const Json& a) {
  container_of(subject, a).get_services(services_of(a));
  return {};
}

Json service(Subject& subject, const Json& a) {
  container_of(subject, a).get_service(a.at("service"));
  return {};
}

/// A call that gives nothing.
template <auto Method>
Json call(Subject& subject, const Json& a) {
  (container_of(subject, a).*Method)();
  return {};
}

/// The same with names of services.
template <auto Method>
Json call_with_services(Subject& subject, const Json& a) {
  (container_of(subject, a).*Method)(services_of(a));
  return {};
}

constexpr Operation kOperations[] = {
    {"containers", containers},
    {"can_connect", can_connect},
    {"add_layer", add_layer},
    {"plan", plan},
    {"services", services},
    {"service", service},
    {"replan", call<&ops::Container::replan>},
    {"autostart", call<&ops::Container::autostart>},
    {"start", call_with_services<&ops::Container::start>},
    {"stop", call_with_services<&ops::Container::stop>},
    {"restart", call_with_services<&ops::Container::restart>},
};

}  // namespace

Operations container_operations() { return kOperations; }

}  // namespace scripted
