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

ops::pebble::Names names_of(const Json& a, const char* key) {
  const std::vector<std::string> names = a.value(key, std::vector<std::string>());
  return {names.data(), names.size()};
}

ops::pebble::Names services_of(const Json& a) { return names_of(a, "services"); }

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

Json checks(Subject& subject, const Json& a) {
  container_of(subject, a).get_checks(names_of(a, "checks"));
  return {};
}

Json check(Subject& subject, const Json& a) {
  container_of(subject, a).get_check(a.at("check"));
  return {};
}

Json start_checks(Subject& subject, const Json& a) {
  container_of(subject, a).start_checks(names_of(a, "checks"));
  return {};
}

Json stop_checks(Subject& subject, const Json& a) {
  container_of(subject, a).stop_checks(names_of(a, "checks"));
  return {};
}

Json send_signal(Subject& subject, const Json& a) {
  container_of(subject, a).send_signal(a.at("signal").get<std::string>(), services_of(a));
  return {};
}

Json notify(Subject& subject, const Json& a) {
  return container_of(subject, a).pebble().notify(ops::pebble::NoticeType::custom, a.at("key"), {});
}

Json notices(Subject& subject, const Json& a) {
  container_of(subject, a).get_notices();
  return {};
}

Json push(Subject& subject, const Json& a) {
  container_of(subject, a).push(a.at("path"), a.at("source").get<std::string>());
  return {};
}

Json pull(Subject& subject, const Json& a) { return container_of(subject, a).pull(a.at("path")); }

Json exists(Subject& subject, const Json& a) {
  return container_of(subject, a).exists(a.at("path"));
}

Json isdir(Subject& subject, const Json& a) { return container_of(subject, a).isdir(a.at("path")); }

Json list_files(Subject& subject, const Json& a) {
  container_of(subject, a).list_files(a.at("path"));
  return {};
}

Json make_dir(Subject& subject, const Json& a) {
  container_of(subject, a).make_dir(a.at("path"));
  return {};
}

Json remove_path(Subject& subject, const Json& a) {
  container_of(subject, a).remove_path(a.at("path"));
  return {};
}

Json exec(Subject& subject, const Json& a) {
  return container_of(subject, a)
      .exec(names_of(a, "command"), {.service_context = a.value("service_context", "")})
      .wait_output()
      .stdout;
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
    {"notify", notify},
    {"notices", notices},
    {"push", push},
    {"pull", pull},
    {"exists", exists},
    {"isdir", isdir},
    {"list_files", list_files},
    {"make_dir", make_dir},
    {"remove_path", remove_path},
    {"exec", exec},
    {"replan", call<&ops::Container::replan>},
    {"autostart", call<&ops::Container::autostart>},
    {"start", call_with_services<&ops::Container::start>},
    {"stop", call_with_services<&ops::Container::stop>},
    {"restart", call_with_services<&ops::Container::restart>},
};

}  // namespace

Operations container_operations() { return kOperations; }

}  // namespace scripted
