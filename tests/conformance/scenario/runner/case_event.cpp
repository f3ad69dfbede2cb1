#include "case_event.h"

#include <algorithm>

#include "arguments.h"
#include "components.h"
#include "errors.h"

namespace scripted {

namespace {

using namespace ops::testing;

/// What an event is made from.
struct Told {
  const Json& event;
  const State& state;
  const CaseScript& script;
  const Events& on;

  AnyRelation relation() const { return find_relation(event.at("relation"), state); }
  Storage storage() const { return find_storage(event, state); }
  Secret secret() const { return find_secret(event.at("secret"), state, script); }
  Container container() const { return find_container(event.at("container"), state); }
  Notice notice() const { return find_notice(event.at("notice"), container()); }
  CheckInfo check() const { return find_check(event.at("check"), container()); }
  SecretRevision revision() const { return {.revision = event.at("revision").get<int>()}; }
  RelationUnit unit() const { return {.remote_unit = int_of(event, "remote_unit")}; }
  DepartingUnit departing() const {
    return {.remote_unit = int_of(event, "remote_unit"),
            .departing_unit = int_of(event, "departing_unit")};
  }
};

ops::base::Json json_of_any(const Json& value) { return ops::base::Json::parse(value.dump()); }

ActionOptions options_of(const Json& action) {
  ActionOptions options{.id = action.value("id", "1")};
  const Json params = action.value("params", Json::object());
  for (const auto& [name, value] : params.items())
    options.params = options.params.with(name, json_of_any(value));
  return options;
}

Event custom(const Told& told) {
  const Json& library = told.script.library(told.event.at("lib"));
  const std::string kind = told.event.at("event");
  if (!library["events"].contains(kind)) throw PythonError("AttributeError", "no event " + kind);
  const std::string type = library["events"][kind];
  CustomEvent event{.emitter = library["class"].get<std::string>(),
                    .type = type,
                    .key = library["key"].get<std::string>()};
  if (type == "CustomEvent")
    event.snapshot = {
        {"args",
         plain_of(described(told.event.value("args", Json::array()), told.state, told.script))},
        {"kwargs",
         plain_of(described(told.event.value("kwargs", Json::object()), told.state, told.script))}};
  return {.name = kind, .kind = EventKind::custom, .custom = event};
}

/// Event kinds by what they end with.
struct Suffix {
  std::string_view text;
  EventKind kind;
};
constexpr Suffix kSuffixes[] = {
    {"_relation_created", EventKind::relation},       {"_relation_joined", EventKind::relation},
    {"_relation_changed", EventKind::relation},       {"_relation_departed", EventKind::relation},
    {"_relation_broken", EventKind::relation},        {"_storage_attached", EventKind::storage},
    {"_storage_detaching", EventKind::storage},       {"_pebble_ready", EventKind::workload},
    {"_pebble_custom_notice", EventKind::workload},   {"_pebble_check_failed", EventKind::workload},
    {"_pebble_check_recovered", EventKind::workload}, {"_action", EventKind::action},
};

EventKind kind_of(const std::string& name) {
  if (name.starts_with("secret_")) return EventKind::secret;
  for (const Suffix& suffix : kSuffixes)
    if (name.ends_with(suffix.text)) return suffix.kind;
  return EventKind::fixed;
}

/// One that the charm itself defines.
Event charms_own(const std::string& kind) {
  return {.name = kind,
          .kind = EventKind::custom,
          .custom = CustomEvent{.emitter = "ScriptedCharm",
                                .type = "CustomEvent",
                                .snapshot = {{"args", plain_of(Json::array())},
                                             {"kwargs", plain_of(Json::object())}}}};
}

/// As nobody builds it: for the consistency checks.
Event raw(const Told& told) {
  const Json& a = told.event;
  if (told.script.has_event(a.at("path"))) return charms_own(a.at("path"));
  Event event{.name = a.at("path").get<std::string>(), .kind = kind_of(a.at("path"))};
  event.remote_unit = int_of(a, "remote_unit");
  event.departing_unit = int_of(a, "departing_unit");
  event.secret_revision = int_of(a, "revision");
  if (a.contains("relation")) event.relation = told.relation();
  if (a.contains("storage")) event.storage = told.storage();
  if (a.contains("secret")) event.secret = told.secret();
  if (a.contains("container")) event.container = told.container();
  if (a.contains("notice")) event.notice = told.notice();
  if (a.contains("check")) event.check_info = told.check();
  if (!a.contains("action")) return event;
  const ActionOptions options = options_of(a["action"]);
  event.action = Action{.name = a["action"].at("name").get<std::string>(),
                        .params = options.params,
                        .id = options.id};
  return event;
}

struct Builder {
  std::string_view kind;
  Event (*build)(const Told& told);
};

template <Event (Events::*Build)() const>
Event fixed(const Told& a) {
  return (a.on.*Build)();
}

constexpr Builder kBuilders[] = {
    {"install", fixed<&Events::install>},
    {"start", fixed<&Events::start>},
    {"stop", fixed<&Events::stop>},
    {"remove", fixed<&Events::remove>},
    {"update_status", fixed<&Events::update_status>},
    {"config_changed", fixed<&Events::config_changed>},
    {"upgrade_charm", fixed<&Events::upgrade_charm>},
    {"leader_elected", fixed<&Events::leader_elected>},
    {"pre_series_upgrade", fixed<&Events::pre_series_upgrade>},
    {"post_series_upgrade", fixed<&Events::post_series_upgrade>},
    {"collect_app_status", fixed<&Events::collect_app_status>},
    {"collect_unit_status", fixed<&Events::collect_unit_status>},
    {"relation_created", [](const Told& a) { return a.on.relation_created(a.relation()); }},
    {"relation_broken", [](const Told& a) { return a.on.relation_broken(a.relation()); }},
    {"relation_joined", [](const Told& a) { return a.on.relation_joined(a.relation(), a.unit()); }},
    {"relation_changed",
     [](const Told& a) { return a.on.relation_changed(a.relation(), a.unit()); }},
    {"relation_departed",
     [](const Told& a) { return a.on.relation_departed(a.relation(), a.departing()); }},
    {"storage_attached", [](const Told& a) { return a.on.storage_attached(a.storage()); }},
    {"storage_detaching", [](const Told& a) { return a.on.storage_detaching(a.storage()); }},
    {"pebble_ready", [](const Told& a) { return a.on.pebble_ready(a.container()); }},
    {"pebble_custom_notice",
     [](const Told& a) { return a.on.pebble_custom_notice(a.container(), a.notice()); }},
    {"pebble_check_failed",
     [](const Told& a) { return a.on.pebble_check_failed(a.container(), a.check()); }},
    {"pebble_check_recovered",
     [](const Told& a) { return a.on.pebble_check_recovered(a.container(), a.check()); }},
    {"secret_changed", [](const Told& a) { return a.on.secret_changed(a.secret()); }},
    {"secret_rotate", [](const Told& a) { return a.on.secret_rotate(a.secret()); }},
    {"secret_expired", [](const Told& a) { return a.on.secret_expired(a.secret(), a.revision()); }},
    {"secret_remove", [](const Told& a) { return a.on.secret_remove(a.secret(), a.revision()); }},
    {"action",
     [](const Told& a) {
       return a.on.action(a.event.at("action").get<std::string>(), options_of(a.event));
     }},
    {"custom", custom},
    {"raw", raw},
};

}  // namespace

Event read_event(const Json& told, const State& state, const CaseScript& script, const Events& on) {
  const std::string kind = told.at("kind");
  const auto* found = std::ranges::find(kBuilders, kind, &Builder::kind);
  if (found == std::end(kBuilders)) throw PythonError("AttributeError", "ctx.on has no " + kind);
  return found->build({told, state, script, on});
}

}  // namespace scripted
