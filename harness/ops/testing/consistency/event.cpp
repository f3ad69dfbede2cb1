#include <algorithm>

#include "ops/base/text.h"
#include "ops/base/values.h"
#include "ops/testing/consistency/checks.h"
#include "ops/testing/consistency/names.h"

namespace ops::testing::consistency {

namespace {

/// The events that every charm has.
constexpr std::string_view kFixedEvents[] = {
    "install",
    "start",
    "stop",
    "remove",
    "config_changed",
    "update_status",
    "upgrade_charm",
    "pre_series_upgrade",
    "post_series_upgrade",
    "leader_elected",
    "leader_settings_changed",
    "collect_metrics",
    "collect_app_status",
    "collect_unit_status",
};

constexpr std::string_view kPebbleReady = "_pebble_ready";

bool is_fixed(std::string_view name) {
  return std::ranges::find(kFixedEvents, name) != std::end(kFixedEvents);
}

/// Whether `name` is the `suffix` event of `of`, whose hyphens Python cannot have in a name.
bool is_event_of(std::string_view name, std::string_view of, std::string_view suffix) {
  if (name.size() != of.size() + suffix.size() || !name.ends_with(suffix)) return false;
  const auto same = [](char a, char b) { return a == (b == '-' ? '_' : b); };
  return std::equal(of.begin(), of.end(), name.begin(), [&](char b, char a) { return same(a, b); });
}

std::string event_of(const std::string& of, std::string_view suffix) {
  return base::underscored(of).append(suffix);
}

/// How many letters to add, drop or change to make `b` of `a` (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

/// The three events of the charm that are spelled most alike.
std::string nearest(const Subject& subject) {
  std::vector<std::string> names(std::begin(kFixedEvents), std::end(kFixedEvents));
  for (const auto& [container, nothing] : subject.meta.containers)
    names.push_back(event_of(container, kPebbleReady));
  std::ranges::stable_sort(
      names, {}, [&](const std::string& name) { return distance(subject.event.name, name); });
  return names[0] + ", " + names[1] + ", " + names[2];
}

/// The paths at which two values differ: "can_connect, layers[base]".
std::string differing(const Container& a, const Container& b) {
  std::string paths;
  for (const base::Change& change : base::diff(a, b))
    paths += (paths.empty() ? "" : ", ") + change.path;
  return paths;
}

void check_in_state(const Subject& subject, const Container& container, Findings& findings) {
  const auto& containers = subject.state.containers;
  const Container* found = containers.find(container.name);
  if (!found)
    findings.error("Event.container: '" + container.name +
                   "' is not in State.containers; pass the State with it");
  else if (!(*found == container) && !containers.contains(container))
    findings.error("Event.container: '" + container.name +
                   "' is not as in State.containers, but differs in " +
                   differing(*found, container) + "; pass the one of the State");
}

void check_container(const Subject& subject, const Container& container, Findings& findings) {
  const auto& declared = subject.meta.containers;
  if (!declared.find(container.name))
    findings.error(undeclared("Event.container", container.name, kContainerNames, "'containers'",
                              names_of(declared)));
  check_in_state(subject, container, findings);
  if (!container.can_connect)
    findings.warning("Event.container: '" + container.name +
                     "' has can_connect false, so every Pebble call in " + subject.event.name +
                     " fails; pass can_connect = true unless that is meant");
}

}  // namespace

void check_event_is_known(const Subject& subject, Findings& findings) {
  const Event& event = subject.event;
  if (event.kind != EventKind::fixed || is_fixed(event.name)) return;
  findings.error("Event.name: the charm has no event '" + event.name + "'; pass another, such as " +
                 nearest(subject));
}

void check_workload_event(const Subject& subject, Findings& findings) {
  const Event& event = subject.event;
  if (event.kind != EventKind::workload) return;
  if (!event.container) {
    findings.error("Event.container: " + event.name +
                   " is about a container and has none; pass the one of the State");
    return;
  }
  const std::string& name = event.container->name;
  if (!is_event_of(event.name, name, kPebbleReady))
    findings.error("Event.name: '" + event.name + "' is not the event of container '" + name +
                   "'; pass " + event_of(name, kPebbleReady));
  check_container(subject, *event.container, findings);
}

}  // namespace ops::testing::consistency
