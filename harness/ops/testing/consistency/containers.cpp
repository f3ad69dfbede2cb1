#include "ops/base/values.h"
#include "ops/testing/consistency/checks.h"
#include "ops/testing/consistency/names.h"

namespace ops::testing::consistency {

namespace {

std::string field_of(const Container& container, std::string_view member) {
  return "State.containers[" + container.name + "]." + std::string(member);
}

std::string field_of(const Container& container, const CheckInfo& info, std::string_view member) {
  return field_of(container, "check_infos[" + info.name + "]." + std::string(member));
}

/// "pass CheckLevel::ready": an enumerator as C++ has it.
template <class T>
std::string differs(const T& value, const T& in_plan) {
  return ": it is " + base::to_string(value) + ", but " + base::to_string(in_plan) +
         " in the container's plan; pass that, or change the layers";
}

using Startup = pebble::Startup;

Startup startup_of(Startup said) { return said == Startup::unset ? Startup::enabled : said; }

/// What the layers say of a check together, as far as it is compared; nothing is combined for that.
struct Planned {
  bool exists = false;
  pebble::CheckLevel level = pebble::CheckLevel::unset;
  Startup startup = Startup::unset;
  int threshold = 0;
};

void add(Planned& planned, const pebble::Check& check) {
  if (!planned.exists || check.override != pebble::Override::merge) planned = {};
  planned.exists = true;
  if (check.level != pebble::CheckLevel::unset) planned.level = check.level;
  if (check.startup != Startup::unset) planned.startup = check.startup;
  if (check.threshold != 0) planned.threshold = check.threshold;
}

Planned planned_in(const Container& container, const std::string& check) {
  Planned planned;
  for (const auto& [label, layer] : container.layers)
    if (const pebble::Check* found = layer.checks.find(check)) add(planned, *found);
  return planned;
}

std::string checks_in(const Container& container) {
  Map<std::string, bool> checks;
  for (const auto& [label, layer] : container.layers)
    for (const auto& [name, check] : layer.checks) checks = checks.with(name, true);
  return names_of(checks);
}

void compare(const Container& container, const CheckInfo& info, const Planned& planned,
             Findings& findings) {
  const auto level = info.level.value_or(pebble::CheckLevel::unset);
  if (level != planned.level)
    findings.error(field_of(container, info, "level") + differs(level, planned.level));
  const Startup startup = startup_of(info.startup), wanted = startup_of(planned.startup);
  if (startup != wanted)
    findings.error(field_of(container, info, "startup") + differs(startup, wanted));
  const int threshold = planned.threshold == 0 ? 3 : planned.threshold;
  if (info.threshold != threshold)
    findings.error(field_of(container, info, "threshold") + differs(info.threshold, threshold));
}

void check_infos_are_in_plan(const Container& container, Findings& findings) {
  for (const CheckInfo& info : container.check_infos) {
    const Planned planned = planned_in(container, info.name);
    if (planned.exists) {
      compare(container, info, planned, findings);
      continue;
    }
    const std::string checks = checks_in(container);
    findings.error(field_of(container, "check_infos") + ": '" + info.name +
                   "' is no check of the container's plan, which has " +
                   (checks.empty() ? "none" : "only " + checks) +
                   "; add a layer that has it, or leave it out");
  }
}

}  // namespace

void check_containers_are_declared(const Subject& subject, Findings& findings) {
  const auto& declared = subject.meta.containers;
  for (const Container& container : subject.state.containers)
    if (!declared.find(container.name))
      findings.error(undeclared("State.containers", container.name, kContainerNames, "'containers'",
                                names_of(declared)));
}

void check_containers_are_single(const Subject& subject, Findings& findings) {
  for_each_double(
      subject.state.containers,
      [](const Container& a, const Container& b) { return a.name == b.name; },
      [&](const Container& container) {
        findings.error("State.containers: '" + container.name +
                       "' stands there twice; pass one of them");
      });
}

void check_execs_are_single(const Subject& subject, Findings& findings) {
  for (const Container& container : subject.state.containers)
    for_each_double(
        container.execs,
        [](const Exec& a, const Exec& b) { return a.command_prefix == b.command_prefix; },
        [&](const Exec& exec) {
          findings.error(
              field_of(container, "execs") + ": two have the command_prefix " +
              base::to_string(static_cast<const List<std::string>&>(exec.command_prefix)) +
              "; pass one of them");
        });
}

void check_check_infos_are_single(const Subject& subject, Findings& findings) {
  for (const Container& container : subject.state.containers)
    for_each_double(
        container.check_infos,
        [](const CheckInfo& a, const CheckInfo& b) { return a.name == b.name; },
        [&](const CheckInfo& info) {
          findings.error(field_of(container, "check_infos") + ": '" + info.name +
                         "' stands there twice; pass one of them");
        });
}

void check_check_infos_are_in_plan(const Subject& subject, Findings& findings) {
  for (const Container& container : subject.state.containers)
    if (has_any(container.check_infos)) check_infos_are_in_plan(container, findings);
}

}  // namespace ops::testing::consistency
