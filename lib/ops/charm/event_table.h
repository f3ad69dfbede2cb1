#pragma once
/// All events that Juju sends, by their names. For .cpp files.

#include <string>
#include <vector>

#include "ops/framework/event.h"
#include "ops/meta/charm_meta.h"

namespace ops {

/// The event of this name that a charm with this metadata has; its `make` is null when it has none.
framework::EventType find_event(const meta::CharmMeta& meta, std::string_view kind);

/// The names of all events that it has, in alphabetical order.
std::vector<std::string> event_kinds(const meta::CharmMeta& meta);

/// Throws RuntimeError when what metadata names would make an event that cannot be told from
/// another, or whose name is none, as ops does when a charm is made.
void check_event_names(const meta::CharmMeta& meta);

/// What metadata can declare.
enum class Section { relation, storage, action, container };

/// Every name in a section, once.
std::vector<std::string> names_in(const meta::CharmMeta& meta, Section section);

/// The name as metadata has it; null when the section has none of this name. Good as long as it.
const std::string* find_name(const meta::CharmMeta& meta, Section section, std::string_view name);

}  // namespace ops
