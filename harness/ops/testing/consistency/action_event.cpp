#include "ops/testing/consistency/event_checks.h"
#include "ops/testing/consistency/names.h"

namespace ops::testing::consistency {

namespace {

using base::Json;
using meta::ActionMeta;

bool is_number(const Json& value) {
  const char first = value.text()[0];
  return first == '-' || (first >= '0' && first <= '9');
}
bool is_integer(const Json& value) {
  return is_number(value) && value.text().find_first_of(".eE") == std::string::npos;
}
bool is_boolean(const Json& value) { return value.text() == "true" || value.text() == "false"; }
bool is_string(const Json& value) { return value.is_string(); }
bool is_list(const Json& value) { return value.is_list(); }
bool is_object(const Json& value) { return value.is_object(); }

/// A type that the JSON schema of a parameter may give.
struct ParameterType {
  std::string_view name;
  bool (*accepts)(const Json& value);
};
constexpr ParameterType kParameterTypes[] = {
    {"string", is_string}, {"boolean", is_boolean}, {"integer", is_integer},
    {"number", is_number}, {"array", is_list},      {"object", is_object},
};

/// Nothing: a type that no row has.
const ParameterType* find_type(std::string_view json) {
  for (const ParameterType& type : kParameterTypes)
    if (json.size() == type.name.size() + 2 && json.substr(1, type.name.size()) == type.name)
      return &type;
  return nullptr;
}

/// Where a key or a value at the beginning of JSON `text` ends.
std::size_t end_of_value(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted && c == '\\')
      ++at;
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && depth == 0 && std::string_view(":,}]").find(c) != std::string_view::npos)
      return at;
    else if (!quoted && (c == '{' || c == '['))
      ++depth;
    else if (!quoted && (c == '}' || c == ']'))
      --depth;
  }
  return text.size();
}

/// The member of a schema, as it stands in its text, so that nothing is made of it; empty when
/// there is none.
std::string_view member_of(const Json& schema, std::string_view name) {
  std::string_view rest = schema.text();
  if (!schema.is_object()) return {};
  do {
    rest.remove_prefix(1);
    const std::string_view key = rest.substr(0, end_of_value(rest));
    if (key.size() == rest.size() || key.empty()) return {};
    rest.remove_prefix(key.size() + 1);
    const std::string_view value = rest.substr(0, end_of_value(rest));
    if (key.substr(1, key.size() - 2) == name) return value;
    rest.remove_prefix(value.size());
  } while (rest.starts_with(','));
  return {};
}

std::string parameter_in_meta(const std::string& action, const std::string& parameter) {
  return "actions." + action + ".params." + parameter + " in the charm's metadata";
}

void check_declared_parameters(const Action& action, const ActionMeta& declared,
                               Findings& findings) {
  for (const auto& [name, schema] : declared.parameters) {
    const std::string_view type = member_of(schema, "type");
    if (type.empty())
      findings.error(parameter_in_meta(action.name, name) +
                     ": it has no type; give it string, boolean, integer, number, array or object");
    else if (!find_type(type))
      findings.warning(parameter_in_meta(action.name, name) + ": its type is " + std::string(type) +
                       ", so its value cannot be checked; give it one of JSON schema's types");
  }
}

void check_value(const std::string& name, const Json& value, const Json& schema,
                 Findings& findings) {
  const std::string_view type = member_of(schema, "type");
  const ParameterType* known = find_type(type);
  if (!known)
    findings.error("Event.action.params: '" + name +
                   "' has no type of JSON schema in the charm's metadata; give it one");
  else if (!known->accepts(value))
    findings.error("Event.action.params[" + name + "]: it is " + value.text() +
                   ", but the parameter's type is " + std::string(known->name) +
                   ", and Juju refuses it; pass such a value");
}

void check_given_parameters(const Action& action, const ActionMeta& declared, Findings& findings) {
  for (const auto& [name, value] : action.params) {
    if (const Json* schema = declared.parameters.find(name))
      check_value(name, value, *schema, findings);
    else
      findings.error("Event.action.params: '" + name + "' is no parameter of the action '" +
                     std::string(action.name) + "'" +
                     declare_or_pass("its 'params'", names_of(declared.parameters)));
  }
}

/// Juju fills defaults in before it looks for what is required.
void check_required_parameters(const Action& action, const ActionMeta& declared,
                               Findings& findings) {
  for (const std::string& name : declared.required) {
    if (action.params.find(name)) continue;
    const Json* schema = declared.parameters.find(name);
    if (!schema || member_of(*schema, "default").empty())
      findings.error("Event.action.params: the action '" + std::string(action.name) +
                     "' requires '" + name + "', and Juju refuses it without; pass it");
  }
}

}  // namespace

void check_action_event(const Subject& subject, Findings& findings) {
  const Event& event = subject.event;
  if (!event.action) {
    findings.error("Event.action: " + event.name +
                   " is about an action and has none; pass its name and parameters");
    return;
  }
  const Action& action = *event.action;
  const auto& declared = subject.meta.actions;
  check_event_name(subject, "action", action.name, findings);
  const ActionMeta* found = declared.find(action.name);
  if (!found) {
    findings.error(
        undeclared("Event.action", action.name, kActionNames, "'actions'", names_of(declared)));
    return;
  }
  check_declared_parameters(action, *found, findings);
  check_given_parameters(action, *found, findings);
  check_required_parameters(action, *found, findings);
}

}  // namespace ops::testing::consistency
