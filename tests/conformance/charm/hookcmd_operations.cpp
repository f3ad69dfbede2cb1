/// Hook tools, called bare: `hookcmd`.
#include <algorithm>
#include <array>

#include "arguments.h"
#include "charm.h"
#include "errors.h"
#include "hookcmd_values.h"
#include "operations.h"
#include "ops/juju/hook_tools.h"
#include "ops/model/secret_rules.h"

namespace scripted {

namespace {

namespace juju = ops::juju;
using juju::HookTools;
using Texts = juju::Map<std::string, std::string>;

std::string text(const Json& k, const char* key) { return text_of(k, key).value_or(""); }
bool flag(const Json& k, const char* key) { return k.value(key, false); }

juju::RelationRef relation_of(const Json& k) {
  return {.id = int_of(k, "id"), .endpoint = text(k, "endpoint")};
}

/// Values as texts; maps within maps under keys with dots.
void flatten(const Json& values, const std::string& parent, Texts& all) {
  for (const auto& [own, value] : values.items()) {
    const std::string key = parent.empty() ? own : parent + '.' + own;
    if (value.is_object()) {
      flatten(value, key, all);
      continue;
    }
    if (all.contains(key))
      throw PythonError("ValueError",
                        "duplicate key detected in dictionary passed to "
                        "'action-set': '" +
                            key + "'");
    all = all.with(key, value.is_string() ? value.get<std::string>() : plain_of(value).to_python());
  }
}

juju::Port port_of(const Json& k) {
  juju::Port port{.protocol = text_of(k, "protocol"),
                  .port = int_of(k, "port"),
                  .to_port = int_of(k, "to_port")};
  if (!k.contains("endpoints")) return port;
  juju::List<std::string> endpoints;
  const Json given = k["endpoints"].is_string() ? Json::array({k["endpoints"]}) : k["endpoints"];
  for (const Json& one : given) endpoints = endpoints.with(one.get<std::string>());
  port.endpoints = endpoints;
  return port;
}

/// A time is told as ops tells it, a text as it stands.
juju::SecretOptions options_of(const Json& k) {
  juju::SecretOptions options{.label = text_of(k, "label"),
                              .description = text_of(k, "description"),
                              .rotate = text_of(k, "rotate")};
  if (!k.contains("expire")) return options;
  ops::base::SystemClock clock;
  options.expire =
      k["expire"].is_string()
          ? juju::Optional<std::string>(k["expire"].get<std::string>())
          : ops::model::told({.expire = {k["expire"]["!datetime"].get<std::string>()}}, clock)
                .expire;
  return options;
}

ops::LogLevel level_of(const Json& k) {
  constexpr std::array kLevels = {ops::LogLevel::trace, ops::LogLevel::debug,
                                  ops::LogLevel::info,  ops::LogLevel::warning,
                                  ops::LogLevel::error, ops::LogLevel::critical};
  const std::string name = k.value("level", "INFO");
  return *std::ranges::find(kLevels, name, ops::to_string);
}

/// ops has one function where C++ has one for all and one for a key.
Json relation_get(HookTools& tools, const Json& k) {
  const std::string key = text(k, "key");
  const auto member = text_of(k, "unit");
  if (key == "-")
    throw PythonError("ValueError",
                      "To get all keys, pass None for the key argument; \"-\" is "
                      "not supported.");
  if (key.empty()) return told(tools.relation_get(relation_of(k), member, flag(k, "app")));
  return told(tools.relation_get_key(relation_of(k), key, member, flag(k, "app")));
}

Json config_get(HookTools& tools, const Json& k) {
  const std::string key = text(k, "key");
  return key.empty() ? told(tools.config_get()) : told(tools.config_get_key(key));
}

Json action_get(HookTools& tools, const Json& k) {
  const auto key = text_of(k, "key");
  return key ? told(tools.action_get_key(*key)) : told(tools.action_get());
}

Json state_get(HookTools& tools, const Json& k) {
  const auto key = text_of(k, "key");
  return key ? told(tools.state_get_key(*key)) : told(tools.state_get());
}

Json action_set(HookTools& tools, const Json& k) {
  Texts all;
  flatten(k.at("results"), "", all);
  return tools.action_set(all), Json();
}

Json storage_add(HookTools& tools, const Json& k) {
  juju::Map<std::string, int> counts;
  for (const auto& [name, count] : k.at("counts").items())
    counts = counts.with(name, count.get<int>());
  return tools.storage_add(counts), Json();
}

Json storage_get(HookTools& tools, const Json& k) {
  const juju::Storage storage = tools.storage_get(text_of(k, "id"));
  return {{"kind", storage.kind}, {"location", storage.location}};
}

Json secret_get(HookTools& tools, const Json& k) {
  return told(tools.secret_get({.secret = {.id = text_of(k, "id"), .label = text_of(k, "label")},
                                .refresh = flag(k, "refresh"),
                                .peek = flag(k, "peek")}));
}

Json secret_add(HookTools& tools, const Json& k) {
  return tools.secret_add(texts_of(k, "content"), options_of(k), k.value("owner", "application"));
}

Json secret_set(HookTools& tools, const Json& k) {
  tools.secret_set(text(k, "id"), texts_of(k, "content"), options_of(k),
                   k.value("owner", "application"));
  return {};
}

Json secret_revoke(HookTools& tools, const Json& k) {
  tools.secret_revoke(text(k, "id"), {.relation_id = int_of(k, "relation_id"),
                                      .app = text_of(k, "app"),
                                      .unit = text_of(k, "unit")});
  return {};
}

Json relation_list(HookTools& tools, const Json& k) {
  return flag(k, "app") ? Json(tools.relation_list_app(relation_of(k)))
                        : told(tools.relation_list(relation_of(k)));
}

/// A function of ops.hookcmds: its name there, what its arguments by position are called, and what
/// is called for it.
struct Function {
  const char* name;
  std::array<const char*, 2> positional;
  Json (*run)(HookTools& tools, const Json& k);
};

using K = const Json&;
constexpr Function kFunctions[] = {
    {"action_fail",
     {"message"},
     [](HookTools& t, K k) { return t.action_fail(text_of(k, "message")), Json(); }},
    {"action_get", {"key"}, action_get},
    {"action_log",
     {"message"},
     [](HookTools& t, K k) { return t.action_log(text(k, "message")), Json(); }},
    {"action_set", {"results"}, action_set},
    {"app_version_set",
     {"version"},
     [](HookTools& t, K k) { return t.application_version_set(text(k, "version")), Json(); }},
    {"close_port",
     {"protocol", "port"},
     [](HookTools& t, K k) { return t.close_port(port_of(k)), Json(); }},
    {"config_get", {"key"}, config_get},
    {"credential_get", {}, [](HookTools& t, K) { return told(t.credential_get()); }},
    {"goal_state", {}, [](HookTools& t, K) { return told(t.goal_state()); }},
    {"is_leader", {}, [](HookTools& t, K) { return Json(t.is_leader()); }},
    {"juju_log",
     {"message"},
     [](HookTools& t, K k) { return t.juju_log(level_of(k), text(k, "message")), Json(); }},
    {"juju_reboot", {}, [](HookTools& t, K k) { return t.juju_reboot(flag(k, "now")), Json(); }},
    {"network_get",
     {"binding"},
     [](HookTools& t, K k) {
       return told(t.network_get(text(k, "binding"), int_of(k, "relation_id")));
     }},
    {"open_port",
     {"protocol", "port"},
     [](HookTools& t, K k) { return t.open_port(port_of(k)), Json(); }},
    {"opened_ports",
     {},
     [](HookTools& t, K k) { return told(t.opened_ports(flag(k, "endpoints"))); }},
    {"relation_get", {"id"}, relation_get},
    {"relation_ids",
     {"name"},
     [](HookTools& t, K k) { return told(t.relation_ids(text(k, "name"))); }},
    {"relation_list", {"id"}, relation_list},
    {"relation_model_get",
     {"id"},
     [](HookTools& t, K k) {
       return Json{{"uuid", t.relation_model_get(relation_of(k))}};
     }},
    {"relation_set",
     {"data", "id"},
     [](HookTools& t, K k) {
       return t.relation_set(texts_of(k, "data"), relation_of(k), flag(k, "app")), Json();
     }},
    {"resource_get",
     {"name"},
     [](HookTools& t, K k) { return Json(t.resource_get(text(k, "name"))); }},
    {"secret_add", {"content"}, secret_add},
    {"secret_get", {}, secret_get},
    {"secret_grant",
     {"id", "relation_id"},
     [](HookTools& t, K k) {
       return t.secret_grant(text(k, "id"), k.at("relation_id"), text_of(k, "unit")), Json();
     }},
    {"secret_ids", {}, [](HookTools& t, K) { return told(t.secret_ids()); }},
    {"secret_info_get",
     {},
     [](HookTools& t, K k) {
       return told(t.secret_info_get({.id = text_of(k, "id"), .label = text_of(k, "label")}));
     }},
    {"secret_remove",
     {"id"},
     [](HookTools& t, K k) {
       return t.secret_remove(text(k, "id"), int_of(k, "revision")), Json();
     }},
    {"secret_revoke", {"id"}, secret_revoke},
    {"secret_set", {"id"}, secret_set},
    {"state_delete",
     {"key"},
     [](HookTools& t, K k) { return t.state_delete(text(k, "key")), Json(); }},
    {"state_get", {"key"}, state_get},
    {"state_set",
     {"data"},
     [](HookTools& t, K k) { return t.state_set(texts_of(k, "data")), Json(); }},
    {"status_get",
     {},
     [](HookTools& t, K k) {
       return flag(k, "app") ? told(t.status_get_app()) : told(t.status_get());
     }},
    {"status_set",
     {"status", "message"},
     [](HookTools& t, K k) {
       return t.status_set(flag(k, "app"), text(k, "status"), text_of(k, "message")), Json();
     }},
    {"storage_add", {"counts"}, storage_add},
    {"storage_get", {"id"}, storage_get},
    {"storage_list",
     {"name"},
     [](HookTools& t, K k) { return told(t.storage_list(text_of(k, "name"))); }},
};

Json hookcmd(Subject& subject, const Json& a) {
  const std::string name = a.at("fn");
  const auto* function =
      std::ranges::find_if(kFunctions, [&](const Function& f) { return f.name == name; });
  if (function == std::end(kFunctions)) throw PythonError("AttributeError", name);
  Json by_name = a.value("kwargs", Json::object());
  std::size_t position = 0;
  for (const Json& argument : a.value("args", Json::array()))
    by_name[function->positional.at(position++)] = argument;
  return function->run(subject.charm.model().hook_tools(), by_name);
}

constexpr Operation kOperations[] = {{"hookcmd", hookcmd}};

}  // namespace

Operations hookcmd_operations() { return kOperations; }

}  // namespace scripted
