#include "ops/pebble/yaml_writer.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ops/base/algorithms.h"
#include "ops/base/node.h"
#include "ops/pebble/go_text.h"
#include "ops/pebble/layer.h"
#include "ops/pebble/name_order.h"
#include "ops/pebble/yaml_decoder.h"

namespace ops::pebble {

using base::as, base::Field, base::Items, base::Kind, base::Node, base::Shared, base::Type;

namespace {

constexpr int kIndent = 4;

/// Pebble writes YAML's words for these, and reads only Go's.
std::string plan_number_text(double value) {
  if (std::isnan(value)) return ".nan";
  if (std::isinf(value)) return value > 0 ? ".inf" : "-.inf";
  return float_text(value);
}

std::string symbol_text(const Type& type, const void* value) {
  return as<int>(value) == 0 ? std::string() : base::spelled_symbol(type.symbol_of(value));
}

bool is_empty(const Type& type, const void* value) {
  switch (type.kind) {
    case Kind::text:
      return as<std::string>(value).empty();
    case Kind::integer:
    case Kind::symbol:
      return as<int>(value) == 0;
    case Kind::optional:
      return !as<Shared>(value).node();
    case Kind::box:
    case Kind::one_of:
      return is_empty(as<Shared>(value).type(), as<Shared>(value).value());
    case Kind::list:
    case Kind::map:
      return as<Items>(value).size() == 0;
    default:
      return false;
  }
}

std::vector<const void*> by_name(const Items& map) {
  std::vector<const void*> entries;
  for (const Node* node : map) entries.push_back(base::value_of(node));
  std::stable_sort(entries.begin(), entries.end(), [](const void* a, const void* b) {
    return comes_before(as<std::string>(a), as<std::string>(b));
  });
  return entries;
}

}  // namespace

std::string YamlWriter::document(const Type& structure, const void* value) {
  fields(structure, value, 0);
  return out_.done();
}

bool YamlWriter::is_written(const Type& structure, const Field& field, const void* value) const {
  if (!is_empty(*field.type, field.in(value))) return true;
  return what_ == For::plan && &structure == &base::type_of<LogTarget>() &&
         (field.name == "type" || field.name == "location" || field.name == "services");
}

void YamlWriter::fields(const Type& structure, const void* value, int indent) {
  bool any = false;
  for (const Field& field : structure.fields) {
    if (!is_written(structure, field, value)) continue;
    out_.key(yaml_name(field), indent);
    this->value(*field.type, field.in(value), indent);
    any = true;
  }
  if (!any) out_.empty("{}");
}

void YamlWriter::value(const Type& type, const void* value, int indent) {
  const int inner = indent + kIndent;
  switch (type.kind) {
    case Kind::text:
      return out_.text(as<std::string>(value), inner);
    case Kind::symbol:
      return out_.text(symbol_text(type, value), inner);
    case Kind::integer:
      return out_.plain(std::to_string(as<int>(value)));
    case Kind::number:
      return out_.plain(what_ == For::plan ? plan_number_text(as<double>(value))
                                           : float_text(as<double>(value)));
    case Kind::optional:
    case Kind::box:
    case Kind::one_of:
      return this->value(as<Shared>(value).type(), as<Shared>(value).value(), indent);
    case Kind::list:
      return list(as<Items>(value), inner);
    case Kind::map:
      return map(as<Items>(value), inner);
    case Kind::structure:
      return fields(type, value, inner);
    default:
      break;  // layers have no members of other kinds
  }
}

void YamlWriter::list(const Items& items, int indent) {
  if (items.size() == 0) return out_.empty("[]");
  for (const Node* node : items) {
    out_.item(indent);
    out_.text(as<std::string>(base::value_of(node)), indent + 2);
  }
}

void YamlWriter::map(const Items& items, int indent) {
  for (const void* entry : by_name(items)) {
    out_.key(as<std::string>(entry), indent);
    const Type& type = *(*items.begin())->type;
    value(*type.parts[1], type.value_in(entry), indent);
  }
}

}  // namespace ops::pebble
