#include "ops/testing/fakes/sure_start.h"

#include <absl/strings/ascii.h>

#include <algorithm>

#include "ops/pebble/command.h"
#include "ops/testing/fakes/daemon.h"

namespace ops::testing {

namespace {

bool is_a_program(const std::string& command) {
  return !command.empty() && (absl::ascii_isalnum(command[0]) || command[0] == '/') &&
         pebble::is_plain_command(command);
}

/// Alone, and as whoever Pebble is.
bool is_sure(const pebble::Service& service) {
  return service.requires_.empty() && service.after.empty() && service.before.empty() &&
         service.user.empty() && service.group.empty() && !service.user_id && !service.group_id &&
         is_a_program(service.command);
}

std::vector<std::string> asked_for(std::string_view action, const pebble::Names& names,
                                   const pebble::Plan& plan) {
  if (action == "replan" || action == "autostart") return enabled_services(plan);
  if (action == "start" || action == "restart") return {names.begin(), names.end()};
  return {};
}

}  // namespace

std::vector<std::string> sure_starts(std::string_view action, const pebble::Names& names,
                                     const pebble::Plan& plan) {
  if (!plan.checks.empty()) return {};
  std::vector<std::string> services = asked_for(action, names, plan);
  const bool all_are = std::ranges::all_of(services, [&](const std::string& name) {
    const pebble::Service* service = plan.services.find(name);
    return service && is_sure(*service);
  });
  return all_are ? services : std::vector<std::string>();
}

}  // namespace ops::testing
