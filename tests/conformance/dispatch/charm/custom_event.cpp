#include "custom_event.h"

namespace scripted {

ops::store::Snapshot ScriptedEvent::snapshot() const {
  if (data.is_null()) return {};
  return {{"data", data}};
}

void ScriptedEvent::restore(const ops::store::Snapshot& kept, ops::Model&) {
  if (const ops::Plain* found = kept.find("data")) data = *found;
}

}  // namespace scripted
