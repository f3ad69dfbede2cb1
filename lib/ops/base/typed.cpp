#include "ops/base/typed.h"

#include <algorithm>

#include "ops/base/algorithms.h"
#include "ops/base/values.h"

namespace ops::base {

namespace {

std::string_view name_of(const TypedClass& of, const Field& field) {
  for (std::size_t i = 0; i < of.alias_count; ++i)
    if (of.aliases[i].member == field.name) return of.aliases[i].name;
  return field.key();
}

}  // namespace

bool has_member(const TypedClass& of, std::string_view name) {
  return std::ranges::any_of(of.type.fields,
                             [&](const Field& field) { return name_of(of, field) == name; });
}

Shared load_typed(const TypedClass& of, const Map<std::string, Json>& values) {
  std::string object;
  for (const Field& field : of.type.fields) {
    const Json* value = values.find(name_of(of, field));
    if (!value) continue;
    object += object.empty() ? '{' : ',';
    object += Json(field.key()).text() + ':' + value->text();
  }
  Shared made = from_json(of.type, object.empty() ? "{}" : object + '}');
  of.validate(made.value());
  return made;
}

Map<std::string, Json> save_typed(const TypedClass& of, const void* value) {
  std::vector<const Field*> fields;
  for (const Field& field : of.type.fields) fields.push_back(&field);
  std::ranges::sort(fields, {}, &Field::name);
  Map<std::string, Json> all;
  for (const Field* field : fields)
    all = all.with(std::string(name_of(of, *field)),
                   Json::parse(to_json(*field->type, field->in(value))));
  return all;
}

}  // namespace ops::base
