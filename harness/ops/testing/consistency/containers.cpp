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

void compare(const Container& container, const CheckInfo& info, const pebble::Check& check,
             Findings& findings) {
  const auto level = info.level.value_or(pebble::CheckLevel::unset);
  if (level != check.level)
    findings.error(field_of(container, info, "level") + differs(level, check.level));
  const Startup startup = startup_of(info.startup), planned = startup_of(check.startup);
  if (startup != planned)
    findings.error(field_of(container, info, "startup") + differs(startup, planned));
  const int threshold = check.threshold == 0 ? 3 : check.threshold;
  if (info.threshold != threshold)
    findings.error(field_of(container, info, "threshold") + differs(info.threshold, threshold));
}

void check_infos_are_in_plan(const Container& container, Findings& findings) {
  const pebble::Plan plan = container.plan();
  for (const CheckInfo& info : container.check_infos) {
    if (const pebble::Check* check = plan.checks.find(info.name)) {
      compare(container, info, *check, findings);
      continue;
    }
    const std::string planned = names_of(plan.checks);
    findings.error(field_of(container, "check_infos") + ": '" + info.name +
                   "' is no check of the container's plan, which has " +
                   (planned.empty() ? "none" : "only " + planned) +
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
