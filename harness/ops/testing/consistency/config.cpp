#include <algorithm>

#include "ops/testing/consistency/checks.h"
#include "ops/testing/consistency/names.h"

namespace ops::testing::consistency {

namespace {

bool is_text(const ConfigValue& value) { return value.get_if<std::string>(); }
bool is_boolean(const ConfigValue& value) { return value.get_if<bool>(); }
bool is_float(const ConfigValue& value) { return value.get_if<double>(); }
/// A boolean passes for a number, as in Python.
bool is_int(const ConfigValue& value) { return value.get_if<std::int64_t>() || is_boolean(value); }

/// A type that an option may have.
struct OptionType {
  std::string_view name;
  bool (*accepts)(const ConfigValue& value);
  std::string_view wanted;
  bool is_secret = false;  // Juju has had secrets as options since 3.4
};
constexpr OptionType kOptionTypes[] = {
    {"string", is_text, "text"},
    {"int", is_int, "an integer"},
    {"float", is_float, "a double"},
    {"boolean", is_boolean, "true or false"},
    {"secret", is_text, "a secret's id as text", true},
};

const OptionType* find_type(const Subject& subject, std::string_view name) {
  for (const OptionType& type : kOptionTypes)
    if (type.name == name) return type.is_secret && !subject.is_juju_since(3, 4) ? nullptr : &type;
  return nullptr;
}

/// "secret:" and 20 lower-case letters or digits.
bool is_secret_id(std::string_view value) {
  constexpr std::string_view kScheme = "secret:";
  if (!value.starts_with(kScheme) || value.size() != kScheme.size() + 20) return false;
  return std::ranges::all_of(value.substr(kScheme.size()), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
}

std::string described(const ConfigValue& value) {
  if (is_boolean(value)) return "a boolean";
  if (is_int(value)) return "an integer";
  return is_float(value) ? "a double" : "text";
}

std::string unknown_type(const Subject& subject, const std::string& key,
                         const meta::ConfigMeta& option) {
  const std::string text = "config.options." + key + " in the charm's metadata: ";
  const std::string remedy = "; give it string, int, float, boolean or secret";
  if (option.type.empty()) return text + "it has no type" + remedy;
  if (option.type == "secret")
    return text + "the type secret is not known before Juju 3.4, and this is " +
           subject.juju_version.text() + "; pass a later juju_version";
  return text + "'" + option.type + "' is no type" + remedy;
}

void check_value(const Subject& subject, const std::string& key, const ConfigValue& value,
                 const meta::ConfigMeta& option, Findings& findings) {
  const OptionType* type = find_type(subject, option.type);
  if (!type)
    findings.error(unknown_type(subject, key, option));
  else if (!type->accepts(value))
    findings.error("State.config[" + key + "]: it is " + described(value) +
                   ", but the option's type is " + std::string(type->name) + "; pass " +
                   std::string(type->wanted));
  else if (type->is_secret && !is_secret_id(*value.get_if<std::string>()))
    findings.error("State.config[" + key + "]: '" + *value.get_if<std::string>() +
                   "' is no secret's id; pass 'secret:' and 20 lower-case letters or digits");
}

}  // namespace

void check_config(const Subject& subject, Findings& findings) {
  const auto& options = subject.meta.options;
  for (const auto& [key, value] : subject.state.config) {
    if (const meta::ConfigMeta* option = options.find(key))
      check_value(subject, key, value, *option, findings);
    else
      findings.error("State.config: '" + key + "' is no option of the charm" +
                     declare_or_pass("'config.options'", names_of(options)));
  }
}

}  // namespace ops::testing::consistency
