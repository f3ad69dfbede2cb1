#include "ops/testing/fakes/service_actions.h"

#include <algorithm>

#include "ops/pebble/errors.h"

namespace ops::testing {

using pebble::Plan, pebble::ServiceStatus, pebble::Startup;

namespace {

[[noreturn]] void refuse(const std::string& message, const std::string& kind = {}) {
  throw pebble::APIError(400, "Bad Request", message, kind);
}

bool add_once(const std::string& name, Services& to) {
  if (std::ranges::find(to, name) != to.end()) return false;
  to.push_back(name);
  return true;
}

/// `name` after all that it requires, however indirectly.
void add_with_required(const std::string& name, const Plan& plan, Services& to, Services& visited) {
  if (!add_once(name, visited)) return;
  for (const std::string& required : plan.services[name].requires_)
    add_with_required(required, plan, to, visited);
  to.push_back(name);
}

Services with_required(const Services& wanted, const Plan& plan) {
  Services all, visited;
  for (const std::string& name : wanted) add_with_required(name, plan, all, visited);
  return all;
}

bool requires_any(const pebble::Service& service, const Services& of) {
  return std::any_of(service.requires_.begin(), service.requires_.end(),
                     [&](const std::string& name) { return std::ranges::count(of, name) > 0; });
}

/// `wanted` and all that requires them, however indirectly.
Services with_dependents(Services wanted, const Plan& plan) {
  for (bool grown = true; grown;) {
    grown = false;
    for (const auto& [name, service] : plan.services)
      if (requires_any(service, wanted)) grown = add_once(name, wanted) || grown;
  }
  return wanted;
}

Services enabled(const Plan& plan) {
  Services all;
  for (const auto& [name, service] : plan.services)
    if (service.startup == Startup::enabled) all.push_back(name);
  return all;
}

Services known(std::string_view action, const pebble::Names& names, const Plan& plan) {
  if (names.empty()) refuse("must specify services for " + std::string(action) + " action");
  Services all;
  for (const std::string& name : names) {
    if (!plan.services.contains(name))
      refuse("cannot " + std::string(action) + " services: service \"" + name +
             "\" does not exist");
    add_once(name, all);
  }
  return all;
}

}  // namespace

ServiceEffect effect_of(std::string_view action, const pebble::Names& names, const Plan& plan) {
  if (action == "replan") return {ServiceStatus::active, with_required(enabled(plan), plan)};
  if (action == "autostart") {
    const Services wanted = enabled(plan);
    if (wanted.empty()) refuse("no default services", "no-default-services");
    return {ServiceStatus::active, with_required(wanted, plan)};
  }
  const Services wanted = known(action, names, plan);
  if (action == "stop") return {ServiceStatus::inactive, with_dependents(wanted, plan)};
  return {ServiceStatus::active, with_required(wanted, plan)};
}

}  // namespace ops::testing
