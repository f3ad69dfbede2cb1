#include "ops/testing/fakes/owners.h"

namespace ops::testing {

namespace {

const std::string& text_of(const std::string& text) { return text; }
const std::string& text_of(const base::Text& text) { return *text; }

template <class T>
pebble::Owner named_owner(const T& entry) {
  pebble::Owner owner{.user_id = entry.user_id, .group_id = entry.group_id};
  if (!entry.user.empty()) owner.user = text_of(entry.user);
  if (!entry.group.empty()) owner.group = text_of(entry.group);
  return owner;
}

}  // namespace

pebble::Owner owner_of(const pebble::ExecCheck& exec) { return named_owner(exec); }
pebble::Owner owner_of(const pebble::Workload& workload) { return named_owner(workload); }
pebble::Owner owner_of(const pebble::Service& service) { return named_owner(service); }

}  // namespace ops::testing
