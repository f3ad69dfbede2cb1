#include "ops/juju/juju_context.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include "ops/base/errors.h"

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
    Text{"JUJU_WORKLOAD_NAME", &JujuContext::workload_name},
    Text{"JUJU_AVAILABILITY_ZONE", &JujuContext::availability_zone},
    Text{"JUJU_MACHINE_ID", &JujuContext::machine_id},
    Text{"JUJU_PRINCIPAL_UNIT", &JujuContext::principal_unit},
};

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
  for (const Text& text : kTexts)
    if (text.variable == variable) context.*text.member = value;
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

JujuContext JujuContext::from_environ(const char* const* variables) {
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

std::string JujuContext::event_name() const {
  const Names names = last_names(dispatch_path);
  std::string name(names.last);
  std::replace(name.begin(), name.end(), '-', '_');
  return names.parent == "actions" ? name + "_action" : name;
}

std::string JujuContext::app_name() const { return unit_name.substr(0, unit_name.find('/')); }

}  // namespace ops::juju
