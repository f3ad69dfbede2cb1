#include "ops/charm/event_table.h"

#include <algorithm>

#include "ops/base/text.h"
#include "ops/charm/events.h"

namespace ops {

namespace {

using framework::EventType;
using meta::CharmMeta;

template <class E>
constexpr EventType type() {
  return {framework::type_name<E>(), framework::make_event<E>};
}

/// An event that every charm has.
struct FixedEvent {
  std::string_view kind;
  EventType type;
};
constexpr FixedEvent kFixed[] = {
    {"install", type<InstallEvent>()},
    {"start", type<StartEvent>()},
    {"stop", type<StopEvent>()},
    {"remove", type<RemoveEvent>()},
    {"config_changed", type<ConfigChangedEvent>()},
    {"update_status", type<UpdateStatusEvent>()},
    {"upgrade_charm", type<UpgradeCharmEvent>()},
    {"pre_series_upgrade", type<PreSeriesUpgradeEvent>()},
    {"post_series_upgrade", type<PostSeriesUpgradeEvent>()},
    {"leader_elected", type<LeaderElectedEvent>()},
    {"leader_settings_changed", type<LeaderSettingsChangedEvent>()},
    {"collect_metrics", type<CollectMetricsEvent>()},
    {"secret_changed", type<SecretChangedEvent>()},
    {"secret_rotate", type<SecretRotateEvent>()},
    {"secret_remove", type<SecretRemoveEvent>()},
    {"secret_expired", type<SecretExpiredEvent>()},
    {"collect_app_status", type<CollectStatusEvent>()},
    {"collect_unit_status", type<CollectStatusEvent>()},
};

/// An event of everything that one section of the metadata names.
struct NamedEvent {
  Section section;
  std::string_view suffix;
  EventType type;
};
constexpr NamedEvent kNamed[] = {
    {Section::relation, "_relation_created", type<RelationCreatedEvent>()},
    {Section::relation, "_relation_joined", type<RelationJoinedEvent>()},
    {Section::relation, "_relation_changed", type<RelationChangedEvent>()},
    {Section::relation, "_relation_departed", type<RelationDepartedEvent>()},
    {Section::relation, "_relation_broken", type<RelationBrokenEvent>()},
    {Section::storage, "_storage_attached", type<StorageAttachedEvent>()},
    {Section::storage, "_storage_detaching", type<StorageDetachingEvent>()},
    {Section::action, "_action", type<ActionEvent>()},
    {Section::container, "_pebble_ready", type<PebbleReadyEvent>()},
    {Section::container, "_pebble_custom_notice", type<PebbleCustomNoticeEvent>()},
    {Section::container, "_pebble_check_failed", type<PebbleCheckFailedEvent>()},
    {Section::container, "_pebble_check_recovered", type<PebbleCheckRecoveredEvent>()},
};

char underscored(char c) { return c == '-' ? '_' : c; }

bool is_event_of(std::string_view kind, std::string_view name, std::string_view suffix) {
  if (kind.size() != name.size() + suffix.size() || !kind.ends_with(suffix)) return false;
  return std::equal(name.begin(), name.end(), kind.begin(),
                    [](char own, char said) { return underscored(own) == said; });
}

/// The first name of a Map that `fits`; null when none does.
template <class Named, class Fits>
const std::string* find_key(const Named& named, Fits fits) {
  for (const auto& entry : named)
    if (fits(entry.key)) return &entry.key;
  return nullptr;
}

template <class Fits>
const std::string* find_in(const CharmMeta& meta, Section section, Fits fits) {
  const std::string* found = nullptr;
  switch (section) {
    case Section::relation:
      found = find_key(meta.requires_, fits);
      if (!found) found = find_key(meta.provides, fits);
      return found ? found : find_key(meta.peers, fits);
    case Section::storage:
      return find_key(meta.storage, fits);
    case Section::action:
      return find_key(meta.actions, fits);
    case Section::container:
      return find_key(meta.containers, fits);
  }
  return found;
}

std::string kind_of(const std::string& name, std::string_view suffix) {
  return base::underscored(name).append(suffix);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Bytes beyond ASCII may be letters of Python's.
bool is_identifier(std::string_view text) {
  return !text.empty() && !is_digit(text[0]) && std::ranges::all_of(text, [](char c) {
    return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
  });
}

}  // namespace

EventType find_event(const CharmMeta& meta, std::string_view kind) {
  const auto* fixed = std::ranges::find(kFixed, kind, &FixedEvent::kind);
  if (fixed != std::end(kFixed)) return fixed->type;
  for (const NamedEvent& row : kNamed) {
    const auto fits = [&](const std::string& name) { return is_event_of(kind, name, row.suffix); };
    if (kind.ends_with(row.suffix) && find_in(meta, row.section, fits)) return row.type;
  }
  return {};
}

std::vector<std::string> event_kinds(const CharmMeta& meta) {
  std::vector<std::string> kinds;
  for (const FixedEvent& row : kFixed) kinds.emplace_back(row.kind);
  for (const NamedEvent& row : kNamed)
    for (const std::string& name : names_in(meta, row.section))
      kinds.push_back(kind_of(name, row.suffix));
  std::ranges::sort(kinds);
  return kinds;
}

void check_event_names(const CharmMeta& meta) {
  const std::vector<std::string> kinds = event_kinds(meta);
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (!is_identifier(kinds[i]))
      throw RuntimeError(
          "unable to define an event with event_kind that is not a valid python "
          "identifier: " +
          kinds[i]);
    if (i > 0 && kinds[i - 1] == kinds[i])
      throw RuntimeError(
          "unable to define an event with event_kind that overlaps with an existing "
          "one: " +
          kinds[i]);
  }
}

std::vector<std::string> names_in(const CharmMeta& meta, Section section) {
  std::vector<std::string> names;
  find_in(meta, section, [&](const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    return false;
  });
  return names;
}

const std::string* find_name(const CharmMeta& meta, Section section, std::string_view name) {
  return find_in(meta, section, [&](const std::string& one) { return one == name; });
}

}  // namespace ops
