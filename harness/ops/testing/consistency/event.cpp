#include <algorithm>

#include "ops/base/text.h"
#include "ops/testing/consistency/event_checks.h"
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

/// An event that is named after what it is about.
struct NamedEvent {
  EventKind kind;
  std::string_view suffix;
};
constexpr NamedEvent kNamedEvents[] = {
    {EventKind::relation, "_relation_created"},       {EventKind::relation, "_relation_joined"},
    {EventKind::relation, "_relation_changed"},       {EventKind::relation, "_relation_departed"},
    {EventKind::relation, "_relation_broken"},        {EventKind::storage, "_storage_attached"},
    {EventKind::storage, "_storage_detaching"},       {EventKind::workload, "_pebble_ready"},
    {EventKind::workload, "_pebble_custom_notice"},   {EventKind::workload, "_pebble_check_failed"},
    {EventKind::workload, "_pebble_check_recovered"}, {EventKind::action, "_action"},
};

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
    names.push_back(event_of(container, "_pebble_ready"));
  std::ranges::stable_sort(
      names, {}, [&](const std::string& name) { return distance(subject.event.name, name); });
  return names[0] + ", " + names[1] + ", " + names[2];
}

/// The paths at which two values differ: "can_connect, layers[base]".
std::string paths_of(const base::List<base::Change>& changes) {
  std::string paths;
  for (const base::Change& change : changes) paths += (paths.empty() ? "" : ", ") + change.path;
  return paths;
}

/// The event of `of` that is most likely meant.
std::string proper_name(const Event& event, const std::string& of) {
  const NamedEvent* first = nullptr;
  for (const NamedEvent& row : kNamedEvents) {
    if (row.kind != event.kind) continue;
    if (std::string_view(event.name).ends_with(row.suffix)) return event_of(of, row.suffix);
    if (!first) first = &row;
  }
  return event_of(of, first->suffix);
}

}  // namespace

void check_event_is_known(const Subject& subject, Findings& findings) {
  const Event& event = subject.event;
  if (is_fixed(event.name)) return;
  findings.error("Event.name: the charm has no event '" + event.name + "'; pass another, such as " +
                 nearest(subject));
}

void check_custom_event(const Subject& subject, Findings& findings) {
  findings.warning("Event.name: '" + subject.event.name +
                   "' is an event of the charm's own, of which nothing can be checked; run an "
                   "event of Juju's if that is what is meant");
}

void check_event_name(const Subject& subject, std::string_view what, const std::string& of,
                      Findings& findings) {
  const Event& event = subject.event;
  for (const NamedEvent& row : kNamedEvents)
    if (row.kind == event.kind && is_event_of(event.name, of, row.suffix)) return;
  findings.error("Event.name: '" + event.name + "' is not the event of " + std::string(what) +
                 " '" + of + "'; pass " + proper_name(event, of));
}

void report_missing(const Subject& subject, std::string_view member, std::string_view what,
                    Findings& findings) {
  findings.error("Event." + std::string(member) + ": " + subject.event.name + " is about " +
                 std::string(what) + " and has none; pass the one of the State");
}

void report_absent(const Place& place, const std::string& name, Findings& findings) {
  findings.error(std::string(place.member) + ": " + name + " is not in " +
                 std::string(place.section) + "; pass the State with it");
}

void report_different(const Place& place, const std::string& name,
                      const base::List<base::Change>& changes, Findings& findings) {
  findings.error(std::string(place.member) + ": " + name + " is not as in " +
                 std::string(place.section) + ", but differs in " + paths_of(changes) +
                 "; pass the one of the State");
}

}  // namespace ops::testing::consistency
