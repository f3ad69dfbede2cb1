/// Actions: their parameters, results and messages.
#include "arguments.h"
#include "charm.h"
#include "errors.h"
#include "hookcmd_values.h"
#include "operations.h"
#include "ops/juju/hook_tools.h"

namespace scripted {

namespace {

ops::ActionEvent& action(const Subject& subject) { return event_as<ops::ActionEvent>(subject); }

/// C++ does not compile a key that is no text; ops says this.
void check_keys(const Json& results) {
  for (const auto& [key, value] : results.items()) {
    if (key == "!dict")
      throw PythonError("ValueError", "invalid key " + value[0][0].dump() + "; must be a string");
    if (value.is_object()) check_keys(value);
  }
}

Json params(Subject& subject, const Json&) { return told(action(subject).params); }

Json set_results(Subject& subject, const Json& a) {
  if (!a.at("results").is_object()) throw PythonError("AttributeError", "results are no dict");
  check_keys(a.at("results"));
  ops::base::Map<std::string, ops::Plain> results;
  for (const auto& [key, value] : a.at("results").items())
    results = results.with(key, plain_of(value));
  return action(subject).set_results(results), Json();
}

Json log(Subject& subject, const Json& a) { return action(subject).log(a.at("message")), Json(); }

Json fail(Subject& subject, const Json& a) {
  return action(subject).fail(a.value("message", "")), Json();
}

/// What was read is a value, so that changing it changes no other: the second reading.
Json change_params(Subject& subject, const Json&) {
  ops::juju::HookTools& tools = subject.charm.model().hook_tools();
  const auto changed = tools.action_get().with("changed-by-charm", 1);
  const auto again = tools.action_get();
  return told(again == changed ? changed : again);
}

constexpr Operation kOperations[] = {
    {"action_params", params},
    {"action_change_params", change_params},
    {"action_set_results", set_results},
    {"action_set_results_raw", set_results},
    {"action_log", log},
    {"action_fail", fail},
};

}  // namespace

Operations action_operations() { return kOperations; }

}  // namespace scripted
