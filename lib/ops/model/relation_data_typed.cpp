#include <nlohmann/json.hpp>

#include "ops/model/relation_data.h"

namespace ops {

namespace {

using Json = nlohmann::ordered_json;

/// As Python's json.dumps writes it, which what is on the other side may compare as text.
std::string spaced(const Json& value) {
  std::string all;
  if (value.is_array()) {
    for (const Json& item : value) (all += all.empty() ? "" : ", ") += spaced(item);
    return '[' + all + ']';
  }
  if (!value.is_object()) return value.dump(-1, ' ', true);
  for (const auto& [key, part] : value.items())
    (all += all.empty() ? "" : ", ") += spaced(Json(key)) + ": " + spaced(part);
  return '{' + all + '}';
}

}  // namespace

base::Shared RelationDataContent::load_typed(const base::TypedClass& of) const {
  base::Map<std::string, base::Json> values;
  for (const auto& [key, value] : all())
    if (base::has_member(of, key)) values = values.with(key, base::Json::parse(value));
  return base::load_typed(of, values);
}

void RelationDataContent::save_typed(const base::TypedClass& of, const void* value) {
  Data data;
  for (const auto& [name, member] : base::save_typed(of, value))
    data = data.with(name, spaced(Json::parse(member.text())));
  update(data);
}

}  // namespace ops
