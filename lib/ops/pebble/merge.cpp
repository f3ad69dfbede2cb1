#include "ops/pebble/merge.h"

#include "ops/base/items_builder.h"
#include "ops/base/type.h"

namespace ops::pebble {

namespace {

using base::as, base::Field, base::Items, base::Kind, base::Shared, base::Type;

void merge_fields(const Type& type, void* lower, const void* upper);

void append_items(Items& lower, const Items& upper) {
  if (upper.size() == 0) return;
  base::ItemsBuilder all(lower);
  for (const base::Node* node : upper) all.append(Shared(base::hold(node)));
  lower = all.done();
}

void put_entries(Items& lower, const Items& upper) {
  if (upper.size() == 0) return;
  base::ItemsBuilder all(lower);
  for (const base::Node* node : upper) all.put(Shared(base::hold(node)));
  lower = all.done();
}

/// One kind of check onto another of its kind.
void merge_optional(const Type& inner, Shared& lower, const Shared& upper) {
  if (!lower.node() || inner.kind != Kind::structure) {
    lower = upper;
    return;
  }
  base::Node* both = base::raw_node(inner);
  inner.life.copy(inner, base::value_of(both), lower.value());
  const Shared next(both);
  merge_fields(inner, base::value_of(both), upper.value());
  lower = next;
}

bool is_said(const Shared& one_of) {
  const Type& type = one_of.type();
  return type.kind == Kind::text ? !as<std::string>(one_of.value()).empty()
                                 : as<int>(one_of.value()) != 0;
}

void merge_field(const Type& type, void* lower, const void* upper) {
  switch (type.kind) {
    case Kind::text:
      if (!as<std::string>(upper).empty()) as<std::string>(lower) = as<std::string>(upper);
      break;
    case Kind::box:
      if (!as<base::Text>(upper).empty()) as<Shared>(lower) = as<Shared>(upper);
      break;
    case Kind::symbol:
    case Kind::integer:
      if (as<int>(upper) != 0) as<int>(lower) = as<int>(upper);
      break;
    case Kind::optional:
      if (as<Shared>(upper).node())
        merge_optional(*type.parts[0], as<Shared>(lower), as<Shared>(upper));
      break;
    case Kind::one_of:
      if (is_said(as<Shared>(upper))) as<Shared>(lower) = as<Shared>(upper);
      break;
    case Kind::list:
      append_items(as<Items>(lower), as<Items>(upper));
      break;
    case Kind::map:
      put_entries(as<Items>(lower), as<Items>(upper));
      break;
    default:
      break;  // layers have no members of other kinds
  }
}

void merge_fields(const Type& type, void* lower, const void* upper) {
  for (const Field& field : type.fields)
    if (field.name != "override") merge_field(*field.type, field.in(lower), field.in(upper));
}

template <class T>
T merged_entry(T lower, const T& upper) {
  merge_fields(base::type_of<T>(), &lower, &upper);
  return lower;
}

}  // namespace

Service merged(const Service& lower, const Service& upper) { return merged_entry(lower, upper); }
Check merged(const Check& lower, const Check& upper) { return merged_entry(lower, upper); }
LogTarget merged(const LogTarget& lower, const LogTarget& upper) {
  return merged_entry(lower, upper);
}
Workload merged(const Workload& lower, const Workload& upper) { return merged_entry(lower, upper); }

}  // namespace ops::pebble
