#include "ops/testing/state/event.h"

#include "ops/base/fields.h"

namespace ops::testing {

OPS_ENUM(EventKind, fixed, relation, storage, secret, workload, action, custom)
OPS_FIELDS(Action, name, params, id)
OPS_FIELDS(CustomEvent, emitter, type, key, snapshot)
OPS_FIELDS(Event, name, kind, relation, remote_unit, departing_unit, peer_app, storage, secret,
           secret_revision, container, notice, check_info, action, custom)

Optional<int> remote_unit_of(const Event& event) {
  const bool has_one =
      !event.name.ends_with("_relation_created") && !event.name.ends_with("_relation_broken");
  if (!event.relation || !has_one) return {};
  if (event.remote_unit) return event.remote_unit;
  const List<int> units = remote_units_of(*event.relation);
  if (units.empty()) return {};
  return units[0];
}

std::string emitter_name(const CustomEvent& custom) {
  const std::string& kind = custom.emitter;
  return custom.key.empty() ? kind : kind + '[' + custom.key + ']';
}

}  // namespace ops::testing
