/// What else the unit asks Juju for: ports, storages, resources, the cloud, the machine.
#include <algorithm>

#include "arguments.h"
#include "charm.h"
#include "errors.h"
#include "hookcmd_values.h"
#include "operations.h"
#include "ops/base/json.h"
#include "ops/juju/hook_tools.h"
#include "ops/model/cloud_spec.h"
#include "ops/model/metrics.h"

namespace scripted {

namespace {

Json open_port(Subject& subject, const Json& a) {
  subject.charm.unit().open_port(a.at("protocol").get<std::string>(), int_of(a, "port"));
  return {};
}

Json close_port(Subject& subject, const Json& a) {
  subject.charm.unit().close_port(a.at("protocol").get<std::string>(), int_of(a, "port"));
  return {};
}

ops::Port port_of(const Json& a) {
  if (a.is_number()) return ops::AnyPort(a.get<int>()).port;
  return {.protocol = a.at("protocol").get<std::string>(), .port = int_of(a, "port")};
}

Json set_ports(Subject& subject, const Json& a) {
  ops::base::Set<ops::Port> ports;
  for (const Json& one : a.at("ports")) ports = ports.with(port_of(one));
  subject.charm.unit().set_ports(ports);
  return {};
}

Json opened_ports(Subject& subject, const Json&) {
  Json all = Json::array();
  for (const ops::Port& one : subject.charm.unit().opened_ports())
    all.push_back(Json::array({one.protocol, one.port.value_or(0)}));
  std::sort(all.begin(), all.end());
  return all;
}

Json storage_names(Subject& subject, const Json&) {
  Json all = told(subject.charm.model().storage_names());
  std::sort(all.begin(), all.end());
  return all;
}

Json storages(Subject& subject, const Json& a) {
  Json all = Json::array();
  for (const ops::Storage& one : subject.charm.model().storages(a.at("name").get<std::string>()))
    all.push_back(one.index());
  std::sort(all.begin(), all.end());
  return all;
}

Json storage_info(Subject& subject, const Json& a) {
  Json all = Json::array();
  for (ops::Storage& one : subject.charm.model().storages(a.at("name").get<std::string>()))
    all.push_back({one.name(), one.index(), one.full_id(), one.location()});
  return all;
}

Json event_storage(Subject& subject, const Json&) {
  ops::Storage& storage = *event_as<ops::StorageEvent>(subject).storage;
  return {storage.name(), storage.index(), storage.location()};
}

Json request_storage(Subject& subject, const Json& a) {
  const Json& count = a.at("count");
  if (!count.is_number_integer())
    throw PythonError("TypeError", "storage count must be integer, got: " + count.dump());
  subject.charm.model().request_storage(a.at("name").get<std::string>(), count.get<int>());
  return {};
}

Json fetch_resource(Subject& subject, const Json& a) {
  return subject.charm.model().fetch_resource(a.at("name").get<std::string>());
}

Json planned_units(Subject& subject, const Json&) { return subject.charm.app().planned_units(); }

Json cloud_spec_full(Subject& subject, const Json&) {
  return told(subject.charm.model().get_cloud_spec());
}

Json cloud_spec(Subject& subject, const Json&) {
  const ops::CloudSpec cloud = subject.charm.model().get_cloud_spec();
  return {{"type", cloud.type},
          {"name", cloud.name},
          {"region", told(cloud.region)},
          {"endpoint", told(cloud.endpoint)},
          {"auth_type", cloud.credential ? Json(cloud.credential->auth_type) : Json()}};
}

Json reboot(Subject& subject, const Json& a) {
  subject.charm.unit().reboot(a.value("now", false));
  return {};
}

ops::base::Json json_of(const Json& value) { return ops::base::Json::parse(value.dump()); }

Json pod_spec(Subject& subject, const Json& a) {
  ops::base::Optional<ops::base::Json> resources;
  if (a.contains("k8s_resources")) resources = json_of(a["k8s_resources"]);
  subject.charm.model().set_pod_spec(json_of(a.at("spec")), resources);
  return {};
}

/// What is no number does not compile; ops says this.
ops::MetricValue metric_of(const Json& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_number()) return value.get<double>();
  if (value.is_object() && value.contains("!float"))
    return std::stod(value["!float"].get<std::string>());
  if (value.is_boolean()) throw PythonError("TypeError", "C++ compiles no metric that is a bool");
  throw ops::ModelError("invalid metric value '" + value.get<std::string>() +
                        "' provided: must be a positive finite float");
}

Json add_metrics(Subject& subject, const Json& a) {
  ops::base::Map<std::string, ops::MetricValue> metrics;
  for (const auto& [name, value] : a.at("metrics").items())
    metrics = metrics.with(name, metric_of(value));
  event_as<ops::CollectMetricsEvent>(subject).add_metrics(metrics, texts_of(a, "labels"));
  return {};
}

constexpr Operation kOperations[] = {
    {"open_port", open_port},
    {"open_port_raw", open_port},
    {"close_port", close_port},
    {"set_ports", set_ports},
    {"opened_ports", opened_ports},
    {"storage_names", storage_names},
    {"storages", storages},
    {"storage_info", storage_info},
    {"event_storage", event_storage},
    {"request_storage", request_storage},
    {"request_storage_raw", request_storage},
    {"fetch_resource", fetch_resource},
    {"planned_units", planned_units},
    {"cloud_spec", cloud_spec},
    {"cloud_spec_full", cloud_spec_full},
    {"reboot", reboot},
    {"pod_spec", pod_spec},
    {"add_metrics", add_metrics},
};

}  // namespace

Operations unit_operations() { return kOperations; }

}  // namespace scripted
