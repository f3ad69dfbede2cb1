#include "ops/testing/consistency/checks.h"

namespace ops::testing::consistency {

namespace {

/// Whether there is a value in it of a type that no store can keep.
bool holds_object(const base::Plain& value) {
  if (value.kind() == base::PlainKind::object) return true;
  for (const base::Plain& item : value)
    if (holds_object(item)) return true;
  for (const base::PlainEntry& entry : value.entries())
    if (holds_object(entry.key) || holds_object(entry.value)) return true;
  return false;
}

}  // namespace

void check_stored_states_are_simple(const Subject& subject, Findings& findings) {
  for (const StoredState& stored : subject.state.stored_states)
    for (const auto& [name, value] : stored.content)
      if (holds_object(value))
        findings.error("State.stored_states[" + stored.name + "].content[" + name +
                       "]: " + value.to_python() +
                       " cannot be kept; pass numbers, texts, lists, dicts and sets alone");
}

void check_stored_states_are_single(const Subject& subject, Findings& findings) {
  for_each_double(
      subject.state.stored_states,
      [](const StoredState& a, const StoredState& b) {
        return a.name == b.name && a.owner_path == b.owner_path;
      },
      [&](const StoredState& stored) {
        const std::string owner = stored.owner_path.value_or("the framework");
        findings.error("State.stored_states: '" + stored.name + "' of " + owner +
                       " stands there twice; pass one of them");
      });
}

}  // namespace ops::testing::consistency
