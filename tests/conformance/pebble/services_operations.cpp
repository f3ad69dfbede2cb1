#include <algorithm>

#include "operations.h"
#include "ops/pebble/yaml.h"
#include "results.h"
#include "sent_layer.h"

namespace conformance {

namespace pebble = ops::pebble;
namespace testing = ops::testing;

namespace {

json change(Steps& steps, const json& step) {
  const std::string action = step["op"];
  const pebble::Names names = names_of(step, "services");
  const ops::base::Duration timeout = timeout_of(step);
  testing::FakePebble& fake = steps.fake;
  const std::string id = action == "start"       ? fake.start_services(names, timeout)
                         : action == "stop"      ? fake.stop_services(names, timeout)
                         : action == "restart"   ? fake.restart_services(names, timeout)
                         : action == "autostart" ? fake.autostart_services(timeout)
                                                 : fake.replan_services(timeout);
  steps.save(step, id);
  if (timeout.ns() == 0) return {{"id", id}};
  return {{"change", json_of(fake.get_change(id))}};
}

json add_layer(Steps& steps, const json& step) {
  steps.fake.add_layer(step["label"].get<std::string>(), sent_text(step["layer"]),
                       step.value("combine", false));
  return nullptr;
}

const char* word_of(pebble::IdentityAccess access) {
  return access == pebble::IdentityAccess::admin     ? "admin"
         : access == pebble::IdentityAccess::read    ? "read"
         : access == pebble::IdentityAccess::metrics ? "metrics"
                                                     : "untrusted";
}

pebble::IdentityAccess access_of(const std::string& word) {
  using Access = pebble::IdentityAccess;
  for (const Access access : {Access::admin, Access::read, Access::metrics})
    if (word == word_of(access)) return access;
  return Access::untrusted;
}

pebble::Identity identity_of(const json& given) {
  pebble::Identity identity{.access = access_of(given.at("access"))};
  if (given.contains("local"))
    identity.local = pebble::LocalIdentity{.user_id = given["local"]["user-id"].get<int>()};
  if (given.contains("basic"))
    identity.basic =
        pebble::BasicIdentity{.password = given["basic"]["password"].get<std::string>()};
  return identity;
}

json get_identities(Steps& steps, const json& /*step*/) {
  json all = json::object();
  for (const auto& [name, identity] : steps.fake.get_identities()) {
    json& shown =
        all[name] = {{"access", word_of(*identity.access.get_if<pebble::IdentityAccess>())}};
    if (identity.local) shown["local"] = {{"user-id", identity.local->user_id}};
    if (identity.basic) shown["basic"] = {{"password", identity.basic->password}};
  }
  return all;
}

json replace_identities(Steps& steps, const json& step) {
  ops::base::Map<std::string, ops::base::Optional<pebble::Identity>> all;
  for (const auto& [name, given] : step.at("identities").items())
    all = given.is_null() ? all.with(name, {}) : all.with(name, identity_of(given));
  steps.fake.replace_identities(all);
  return nullptr;
}

json remove_identities(Steps& steps, const json& step) {
  steps.fake.remove_identities(names_of(step, "names"));
  return nullptr;
}

json get_warnings(Steps& steps, const json& /*step*/) {
  (void)steps.fake.get_warnings(pebble::WarningState::pending);
  return json::array();
}

json ack_warnings(Steps& steps, const json& /*step*/) {
  return steps.fake.ack_warnings(ops::base::Timestamp());
}

json get_plan(Steps& steps, const json& step) {
  const std::string text = pebble::to_yaml(steps.fake.get_plan());
  return step.value("parsed", false) ? as_ops_gives_it(text) : json(text);
}

json send_signal(Steps& steps, const json& step) {
  const pebble::Names services = names_of(step, "services");
  if (step["signal"].is_number())
    steps.fake.send_signal(step["signal"].get<int>(), services);
  else
    steps.fake.send_signal(step["signal"].get<std::string>(), services);
  return nullptr;
}

/// By the last quoted name in the summary.
void sort_by_name(json& changes) {
  const auto name = [](const json& change) {
    const std::string summary = change["summary"];
    const std::size_t end = summary.rfind('"');
    if (end == summary.npos) return std::string();
    const std::size_t start = summary.rfind('"', end - 1);
    return summary.substr(start, end - start);
  };
  std::stable_sort(changes.begin(), changes.end(),
                   [&](const json& a, const json& b) { return name(a) < name(b); });
}

json get_changes(Steps& steps, const json& step) {
  const std::string select = step.value("select", "in-progress");
  json changes =
      json_of(steps.fake.get_changes(select == "all"     ? pebble::ChangeState::all
                                     : select == "ready" ? pebble::ChangeState::ready
                                                         : pebble::ChangeState::in_progress,
                                     step.value("service", "")));
  if (step.value("by_name", false)) sort_by_name(changes);
  return changes;
}

json get_checks(Steps& steps, const json& step) {
  const std::string level = step.value("level", "");
  const json checks = json_of(steps.fake.get_checks(
      names_of(step, "names"), level == "alive"   ? pebble::CheckLevel::alive
                               : level == "ready" ? pebble::CheckLevel::ready
                                                  : pebble::CheckLevel::unset));
  const json wanted = step.value("save", json::object());
  for (const auto& [saved, name] : wanted.items())
    for (const json& check : checks)
      if (check["name"] == name && check["change_id"].is_string())
        steps.saved[saved] = check["change_id"];
  return checks;
}

json logs(Steps& steps, const json& step) {
  std::vector<json> lines;
  const pebble::Names services = names_of(step, "services");
  for (const testing::ServiceLine& line : steps.fake.daemon().lines())
    if (services.empty() ||
        std::find(services.begin(), services.end(), line.service) != services.end())
      lines.push_back({line.service, line.text});
  const int wanted = step.value("n", 30);
  const std::size_t count = wanted < 0 ? lines.size() : static_cast<std::size_t>(wanted);
  if (lines.size() > count) lines.erase(lines.begin(), lines.end() - static_cast<long>(count));
  return lines;
}

json get_services(Steps& steps, const json& step) {
  return json_of(steps.fake.get_services(names_of(step, "names")));
}

json get_change(Steps& steps, const json& step) {
  return json_of(steps.fake.get_change(step["id"]));
}

json abort_change(Steps& steps, const json& step) {
  return json_of(steps.fake.abort_change(step["id"]));
}

json wait_change(Steps& steps, const json& step) {
  return json_of(steps.fake.wait_change(step["id"], timeout_of(step)));
}

json start_checks(Steps& steps, const json& step) {
  json names = json::array();
  for (const std::string& name : steps.fake.start_checks(names_of(step, "checks")))
    names.push_back(name);
  return names;
}

json stop_checks(Steps& steps, const json& step) {
  json names = json::array();
  for (const std::string& name : steps.fake.stop_checks(names_of(step, "checks")))
    names.push_back(name);
  return names;
}

json get_system_info(Steps& steps, const json& /*step*/) {
  return {{"version", steps.fake.get_system_info().version}};
}

}  // namespace

const Operations& services_operations() {
  static const Operations all = {
      {"start", change},
      {"stop", change},
      {"restart", change},
      {"replan", change},
      {"autostart", change},
      {"add_layer", add_layer},
      {"add_layer_object", add_layer},
      {"get_warnings", get_warnings},
      {"ack_warnings", ack_warnings},
      {"get_identities", get_identities},
      {"replace_identities", replace_identities},
      {"remove_identities", remove_identities},
      {"get_plan", get_plan},
      {"send_signal", send_signal},
      {"get_services", get_services},
      {"get_changes", get_changes},
      {"get_change", get_change},
      {"abort_change", abort_change},
      {"wait_change", wait_change},
      {"get_checks", get_checks},
      {"start_checks", start_checks},
      {"stop_checks", stop_checks},
      {"logs", logs},
      {"get_system_info", get_system_info},
  };
  return all;
}

}  // namespace conformance
