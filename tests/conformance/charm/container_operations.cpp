/// Containers. In the suite of dispatches their Pebble is nowhere to be reached.
#include <algorithm>

#include "arguments.h"
#include "charm.h"
#include "operations.h"
#include "ops/base/json_form.h"
#include "ops/meta/charm_meta.h"

namespace scripted {

namespace {

ops::pebble::Names services_of(const Json& a) { return names_of(a, "services"); }

Json containers(Subject& subject, const Json&) {
  std::vector<std::string> names;
  for (const auto& [name, _] : subject.charm.meta().containers) names.push_back(name);
  std::ranges::sort(names);
  return names;
}

Json can_connect(Subject& subject, const Json& a) { return container_of(subject, a).can_connect(); }

Json add_layer(Subject& subject, const Json& a) {
  container_of(subject, a)
      .add_layer(a.at("label").get<std::string>(), a.at("layer").dump(),
                 {.combine = a.value("combine", false)});
  return {};
}

/// As ops has it: with dashes in its keys.
Json plan(Subject& subject, const Json& a) {
  using ops::pebble::Plan;
  const auto& type = ops::base::type_of<Plan>();
  const Plan plan = container_of(subject, a).get_plan();
  return Json::parse(ops::base::to_json(type, &plan, {.dashed = {&type}, .as_ops = true}));
}

Json services(Subject& subject, const Json& a) {
  Json all = Json::object();
  for (const auto& one : container_of(subject, a).get_services(services_of(a)))
    all[one.name] = {{"startup", word_of(one.startup)},
                     {"current", word_of(one.current)},
                     {"running", one.is_running()}};
  return all;
}

Json service(Subject& subject, const Json& a) {
  const auto found = container_of(subject, a).get_service(a.at("service"));
  return {{"startup", word_of(found.startup)}, {"current", word_of(found.current)}};
}

Json checks(Subject& subject, const Json& a) {
  Json all = Json::object();
  for (const auto& one : container_of(subject, a).get_checks(names_of(a, "checks")))
    all[one.name] = {{"status", word_of(one.status)},
                     {"level", word_of(one.level)},
                     {"startup", word_of(one.startup)},
                     {"failures", one.failures},
                     {"threshold", one.threshold}};
  return all;
}

Json check(Subject& subject, const Json& a) {
  const auto found = container_of(subject, a).get_check(a.at("check"));
  return {{"status", word_of(found.status)}, {"threshold", found.threshold}};
}

Json sorted(const ops::pebble::Names& names) {
  std::vector<std::string> all(names.begin(), names.end());
  std::ranges::sort(all);
  return all;
}

Json start_checks(Subject& subject, const Json& a) {
  return sorted(container_of(subject, a).start_checks(names_of(a, "checks")));
}

Json stop_checks(Subject& subject, const Json& a) {
  return sorted(container_of(subject, a).stop_checks(names_of(a, "checks")));
}

Json send_signal(Subject& subject, const Json& a) {
  container_of(subject, a).send_signal(a.at("signal").get<std::string>(), services_of(a));
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
    {"checks", checks},
    {"check", check},
    {"start_checks", start_checks},
    {"stop_checks", stop_checks},
    {"send_signal", send_signal},
    {"replan", call<&ops::Container::replan>},
    {"autostart", call<&ops::Container::autostart>},
    {"start", call_with_services<&ops::Container::start>},
    {"stop", call_with_services<&ops::Container::stop>},
    {"restart", call_with_services<&ops::Container::restart>},
};

}  // namespace

ops::Container container_of(Subject& subject, const Json& a) {
  return subject.charm.unit().get_container(a.at("container").get<std::string>());
}

Operations container_operations() { return kOperations; }

}  // namespace scripted
