#include "ops/juju/juju_context.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "ops/base/errors.h"
#include "ops/base/text.h"

namespace ops::juju {

namespace {

struct Text {
  std::string_view variable;
  std::string JujuContext::*member;
};
constexpr std::array kTexts = {
    Text{"JUJU_DISPATCH_PATH", &JujuContext::dispatch_path},
    Text{"JUJU_HOOK_NAME", &JujuContext::hook_name},
    Text{"JUJU_UNIT_NAME", &JujuContext::unit_name},
    Text{"JUJU_MODEL_NAME", &JujuContext::model_name},
    Text{"JUJU_MODEL_UUID", &JujuContext::model_uuid},
    Text{"JUJU_CHARM_DIR", &JujuContext::charm_dir},
    Text{"JUJU_ACTION_NAME", &JujuContext::action_name},
    Text{"JUJU_ACTION_UUID", &JujuContext::action_uuid},
    Text{"JUJU_RELATION", &JujuContext::relation_name},
    Text{"JUJU_REMOTE_APP", &JujuContext::remote_app_name},
    Text{"JUJU_REMOTE_UNIT", &JujuContext::remote_unit_name},
    Text{"JUJU_DEPARTING_UNIT", &JujuContext::relation_departing_unit_name},
    Text{"JUJU_WORKLOAD_NAME", &JujuContext::workload_name},
    Text{"JUJU_NOTICE_ID", &JujuContext::notice_id},
    Text{"JUJU_NOTICE_TYPE", &JujuContext::notice_type},
    Text{"JUJU_NOTICE_KEY", &JujuContext::notice_key},
    Text{"JUJU_PEBBLE_CHECK_NAME", &JujuContext::pebble_check_name},
    Text{"JUJU_SECRET_ID", &JujuContext::secret_id},
    Text{"JUJU_SECRET_LABEL", &JujuContext::secret_label},
    Text{"JUJU_AVAILABILITY_ZONE", &JujuContext::availability_zone},
    Text{"JUJU_MACHINE_ID", &JujuContext::machine_id},
    Text{"JUJU_PRINCIPAL_UNIT", &JujuContext::principal_unit},
};

/// A number in part of a variable's value: what stands behind the last `mark`, or all of it.
struct Number {
  std::string_view variable;
  char mark;
  base::Optional<int> JujuContext::*member;
};
constexpr std::array kNumbers = {
    Number{"JUJU_RELATION_ID", ':', &JujuContext::relation_id},
    Number{"JUJU_SECRET_REVISION", '\0', &JujuContext::secret_revision},
    Number{"JUJU_STORAGE_ID", '/', &JujuContext::storage_index},
};

base::Optional<int> read_number(const Number& of, std::string_view value) {
  if (value.empty()) return {};
  const std::size_t mark = value.rfind(of.mark);
  const std::string_view digits = mark == value.npos ? value : value.substr(mark + 1);
  int number = 0;
  const char* end = digits.data() + digits.size();
  const auto [stopped, failed] = std::from_chars(digits.data(), end, number);
  if (failed == std::errc() && stopped == end) return number;
  throw ParseError("cannot read " + std::string(of.variable) + ": '" + std::string(value) +
                   "' does not end in a whole number");
}

base::Set<std::string> split(std::string_view value) {
  std::vector<std::string> items;
  if (value.empty()) return {};
  for (;;) {
    const std::size_t comma = value.find(',');
    items.emplace_back(base::trimmed(value.substr(0, comma)));
    if (comma == value.npos) return {items.data(), items.size()};
    value.remove_prefix(comma + 1);
  }
}

JujuVersion version(std::string_view value) {
  try {
    return JujuVersion::parse(value);
  } catch (const ParseError& error) {
    throw ParseError("cannot read JUJU_VERSION: " + std::string(error.what()));
  }
}

/// Absolute and without symbolic links, as ops has it, as far as it exists.
std::string resolved(const std::string& directory) {
  std::error_code failed;
  const auto path =
      std::filesystem::weakly_canonical(std::filesystem::absolute(directory, failed), failed);
  return failed ? directory : path.string();
}

void set(JujuContext& context, std::string_view variable, std::string_view value) {
  if (variable == "JUJU_VERSION") context.version = version(value);
  if (variable == "JUJU_DEBUG") context.debug = true;
  if (variable == "JUJU_DEBUG_AT") context.debug_at = split(value);
  if (variable == "JUJU_STORAGE_ID") context.storage_name = value.substr(0, value.find('/'));
  for (const Number& number : kNumbers)
    if (number.variable == variable) context.*number.member = read_number(number, value);
  for (const Text& text : kTexts)
    if (text.variable == variable) context.*text.member = value;
}

/// The variables that Juju sets for hooks whose name ends in this.
struct Needs {
  std::string_view hook;
  std::initializer_list<std::string_view> variables;
};
const Needs kNeeds[] = {
    {"",
     {"JUJU_DISPATCH_PATH", "JUJU_HOOK_NAME", "JUJU_MODEL_NAME", "JUJU_MODEL_UUID",
      "JUJU_UNIT_NAME", "JUJU_VERSION"}},
    {"secret-changed", {"JUJU_SECRET_ID"}},
    {"secret-rotate", {"JUJU_SECRET_ID"}},
    {"secret-remove", {"JUJU_SECRET_ID", "JUJU_SECRET_REVISION"}},
    {"secret-expired", {"JUJU_SECRET_ID", "JUJU_SECRET_REVISION"}},
    {"-pebble-ready", {"JUJU_WORKLOAD_NAME"}},
    {"-pebble-custom-notice",
     {"JUJU_WORKLOAD_NAME", "JUJU_NOTICE_ID", "JUJU_NOTICE_KEY", "JUJU_NOTICE_TYPE"}},
    {"-pebble-check-failed", {"JUJU_WORKLOAD_NAME", "JUJU_PEBBLE_CHECK_NAME"}},
    {"-pebble-check-recovered", {"JUJU_WORKLOAD_NAME", "JUJU_PEBBLE_CHECK_NAME"}},
    {"-storage-attached", {"JUJU_STORAGE_ID"}},
    {"-storage-detaching", {"JUJU_STORAGE_ID"}},
    {"-relation-created", {"JUJU_RELATION", "JUJU_RELATION_ID", "JUJU_REMOTE_APP"}},
    {"-relation-joined",
     {"JUJU_RELATION", "JUJU_RELATION_ID", "JUJU_REMOTE_APP", "JUJU_REMOTE_UNIT"}},
    {"-relation-changed",
     {"JUJU_RELATION", "JUJU_RELATION_ID", "JUJU_REMOTE_APP", "JUJU_REMOTE_UNIT"}},
    {"-relation-departed",
     {"JUJU_RELATION", "JUJU_RELATION_ID", "JUJU_REMOTE_APP", "JUJU_REMOTE_UNIT",
      "JUJU_DEPARTING_UNIT"}},
    {"-relation-broken", {"JUJU_RELATION", "JUJU_RELATION_ID", "JUJU_REMOTE_APP"}},
};
const Needs kActionNeeds = {"", {"JUJU_ACTION_NAME", "JUJU_ACTION_UUID"}};

void check_all_there(const Needs& needs, const char* const* variables) {
  for (const std::string_view needed : needs.variables) {
    const char* const* at = variables;
    while (*at && !(std::string_view(*at).starts_with(needed) && (*at)[needed.size()] == '=')) ++at;
    if (!*at) throw ValueError("Missing required environment variable: " + std::string(needed));
  }
}

/// The last two names of a path, as pathlib counts them: "." and doubled slashes are none.
struct Names {
  std::string_view parent, last;
};
Names last_names(std::string_view path) {
  Names names;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view name = path.substr(0, end);
    if (!name.empty() && name != ".") names = {names.last, name};
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return names;
}

}  // namespace

JujuContext JujuContext::from_variables(const char* const* variables) {
  JujuContext context;
  const char* const* end = variables;
  while (*end != nullptr) ++end;
  while (end != variables) {  // backwards, so that the first of two counts, as with getenv
    const std::string_view both = *--end;
    const std::size_t equals = both.find('=');
    if (both.starts_with("JUJU_") && equals != both.npos)  // most are of no interest
      set(context, both.substr(0, equals), both.substr(equals + 1));
  }
  if (!context.charm_dir.empty()) context.charm_dir = resolved(context.charm_dir);
  return context;
}

JujuContext JujuContext::from_environ(const char* const* variables) {
  check_all_there(kNeeds[0], variables);
  const JujuContext context = from_variables(variables);
  for (const Needs& needs : kNeeds)
    if (context.hook_name.ends_with(needs.hook)) check_all_there(needs, variables);
  if (context.hook_name.empty() && context.dispatch_path.starts_with("actions/"))
    check_all_there(kActionNeeds, variables);
  return context;
}

std::string JujuContext::event_name() const {
  const Names names = last_names(dispatch_path);
  const std::string name = base::underscored(names.last);
  return names.parent == "actions" ? name + "_action" : name;
}

std::string JujuContext::app_name() const { return unit_name.substr(0, unit_name.find('/')); }

}  // namespace ops::juju
