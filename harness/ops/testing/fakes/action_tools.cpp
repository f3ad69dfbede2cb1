#include "ops/testing/fakes/action_tools.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "ops/testing/errors.h"

namespace ops::testing {

namespace {

using Params = Map<std::string, base::Json>;

void check_is_action(const World& world, const char* tool) {
  if (!world.action)
    throw ActionMissingFromContextError(std::string("cannot run ") + tool + ": " +
                                        world.context.event_name() +
                                        " is no action; run the event that ctx.on.action() gives");
}

base::Json with_defaults(const base::Json& given, const base::Json& schema);

/// `given`, and of each parameter that is missing the default that its schema has.
Params with_defaults(Params given, const Params& schemas) {
  for (const auto& [name, schema] : schemas) {
    if (!schema.is_object()) continue;
    const base::Json* own = given.find(name);
    const Params parts = schema.entries();
    const base::Json* otherwise = parts.find("default");
    if (own)
      given = given.with(name, with_defaults(*own, schema));
    else if (otherwise)
      given = given.with(name, *otherwise);
  }
  return given;
}

base::Json with_defaults(const base::Json& given, const base::Json& schema) {
  const Params parts = schema.entries();
  const base::Json* properties = parts.find("properties");
  if (!properties || !properties->is_object() || !given.is_object()) return given;
  nlohmann::json filled = nlohmann::json::object();
  for (const auto& [name, value] : with_defaults(given.entries(), properties->entries()))
    filled[name] = nlohmann::json::parse(value.text());
  return base::Json::parse(filled.dump());
}

void check_key(const std::string& key) {
  constexpr std::string_view kReserved[] = {"stdout", "stdout-encoding", "stderr",
                                            "stderr-encoding"};
  const std::string_view first = std::string_view(key).substr(0, key.find('.'));
  if (std::ranges::find(kReserved, first) != std::end(kReserved))
    fail_tool({"action-set"}, "cannot set reserved action key \"" + std::string(first) + '"');
}

}  // namespace

Params action_get(const World& world) {
  check_is_action(world, "action-get");
  const meta::ActionMeta* meta = world.meta.actions.find(world.action->name);
  return meta ? with_defaults(world.action->params, meta->parameters) : world.action->params;
}

/// Dots lead into objects.
base::Json action_get_key(const World& world, const std::string& key) {
  Params among = action_get(world);
  std::string_view rest = key;
  for (;;) {
    const std::size_t dot = rest.find('.');
    const base::Json* found = among.find(rest.substr(0, dot));
    if (!found) return {};
    if (dot == rest.npos) return *found;
    if (!found->is_object()) return {};
    const Params inner = found->entries();
    among = inner;
    rest.remove_prefix(dot + 1);
  }
}

void action_set(World& world, const Map<std::string, std::string>& results) {
  check_is_action(world, "action-set");
  for (const auto& [key, _] : results) check_key(key);
  for (const auto& [key, value] : results)
    world.traces.action_results = world.traces.action_results.with(key, value);
}

void action_log(World& world, const std::string& message) {
  check_is_action(world, "action-log");
  world.traces.action_logs.add(message);
}

void action_fail(World& world, const Optional<std::string>& message) {
  check_is_action(world, "action-fail");
  world.traces.action_failure =
      message.value_or("action failed without reason given, check action for errors");
}

Params nested_results(const Map<std::string, std::string>& results) {
  nlohmann::ordered_json all = nlohmann::ordered_json::object();
  for (const auto& [key, value] : results) {
    nlohmann::ordered_json* at = &all;
    for (std::string_view rest = key;;) {
      if (!at->is_object()) *at = nlohmann::ordered_json::object();
      const std::size_t dot = rest.find('.');
      at = &(*at)[std::string(rest.substr(0, dot))];
      if (dot == rest.npos) break;
      rest.remove_prefix(dot + 1);
    }
    *at = value;
  }
  Params nested;
  for (const auto& [key, value] : all.items())
    nested = nested.with(key, base::Json::parse(value.dump()));
  return nested;
}

}  // namespace ops::testing
