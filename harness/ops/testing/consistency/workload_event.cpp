#include <algorithm>

#include "ops/testing/consistency/event_checks.h"
#include "ops/testing/consistency/names.h"

namespace ops::testing::consistency {

namespace {

constexpr Place kContainer = {"Event.container", "State.containers"};

void check_container(const Subject& subject, const Container& container, Findings& findings) {
  const auto& declared = subject.meta.containers;
  const std::string& name = container.name;
  if (!declared.find(name))
    findings.error(
        undeclared("Event.container", name, kContainerNames, "'containers'", names_of(declared)));
  const auto& all = subject.state.containers;
  check_in_state(
      kContainer, container, all.find(name), all, [&] { return "'" + name + "'"; }, findings);
  if (!container.can_connect)
    findings.warning("Event.container: '" + name +
                     "' has can_connect false, so every Pebble call in " + subject.event.name +
                     " fails; pass can_connect = true unless that is meant");
}

bool is_about_notice(const Event& event) {
  return std::string_view(event.name).ends_with("_pebble_custom_notice");
}
bool is_about_check(const Event& event) {
  const std::string_view name = event.name;
  return name.ends_with("_pebble_check_failed") || name.ends_with("_pebble_check_recovered");
}

/// Any container will do, as upstream has it.
bool has_notice(const State& state, const std::string& id) {
  const auto is_it = [&](const Notice& notice) { return notice.id == id; };
  return std::any_of(state.containers.begin(), state.containers.end(), [&](const Container& one) {
    return std::any_of(one.notices.begin(), one.notices.end(), is_it);
  });
}

void check_notice(const Subject& subject, const Container& container, Findings& findings) {
  const Event& event = subject.event;
  if (!event.notice)
    report_missing(subject, "notice", "a notice", findings);
  else if (!has_notice(subject.state, event.notice->id))
    findings.error("Event.notice: no container of the State has a notice with the id '" +
                   event.notice->id + "'; pass it in State.containers[" +
                   std::string(container.name) + "].notices, too");
}

void check_check(const Subject& subject, const Container& container, Findings& findings) {
  const Event& event = subject.event;
  if (!event.check_info) {
    report_missing(subject, "check_info", "a check", findings);
    return;
  }
  const std::string &check = event.check_info->name, &name = container.name;
  const Container* found = subject.state.containers.find(name);
  if (!found || !found->check_infos.find(check))
    findings.error("Event.check_info: State.containers[" + name + "].check_infos has no '" + check +
                   "'; pass it there, too");
}

}  // namespace

void check_workload_event(const Subject& subject, Findings& findings) {
  const Event& event = subject.event;
  if (!event.container) {
    report_missing(subject, "container", "a container", findings);
    return;
  }
  const Container& container = *event.container;
  check_event_name(subject, "container", container.name, findings);
  check_container(subject, container, findings);
  if (event.notice || is_about_notice(event)) check_notice(subject, container, findings);
  if (event.check_info || is_about_check(event)) check_check(subject, container, findings);
}

}  // namespace ops::testing::consistency
