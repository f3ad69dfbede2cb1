#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "ops/base/base64.h"
#include "ops/base/json.h"
#include "ops/base/plain_parts.h"

namespace ops::base {

namespace {

std::string tagged(const char* tag, const std::string& json) {
  return std::string("{\"!") + tag + "\":" + json + '}';
}
std::string in_quotes(std::string_view text) { return Json(text).text(); }

std::string number(double value) {
  if (std::isfinite(value)) return nlohmann::json(value).dump();
  return tagged("float", std::isnan(value) ? "\"nan\"" : value < 0 ? "\"-inf\"" : "\"inf\"");
}

std::string items(const Plain& value, bool tag_big) {
  std::vector<std::string> all;
  for (const Plain& item : value) all.push_back(plain_json(item, tag_big));
  if (value.kind() == PlainKind::set || value.kind() == PlainKind::frozenset)
    std::ranges::sort(all);
  std::string out = "[";
  for (const std::string& item : all) (out += out.size() > 1 ? "," : "") += item;
  return out + ']';
}

std::string pairs(const Plain& dict, bool tag_big) {
  std::string out = "[";
  for (const auto& [key, value] : dict.entries()) {
    out += out.size() > 1 ? ",[" : "[";
    out += plain_json(key, tag_big) + ',' + plain_json(value, tag_big) + ']';
  }
  return out + ']';
}

/// What would be taken for a tag is not written as an object.
bool needs_pairs(const Plain& dict) {
  const PlainEntries entries = dict.entries();
  const auto is_no_text = [](const PlainEntry& entry) {
    return entry.key.kind() != PlainKind::text;
  };
  return std::any_of(entries.begin(), entries.end(), is_no_text) ||
         (dict.size() == 1 && entries.first->key.chars().starts_with('!'));
}

std::string dict(const Plain& value, bool tag_big) {
  if (needs_pairs(value)) return tagged("dict", pairs(value, tag_big));
  std::string out = "{";
  for (const auto& [key, own] : value.entries()) {
    out += out.size() > 1 ? "," : "";
    out += in_quotes(key.chars()) + ':' + plain_json(own, tag_big);
  }
  return out + '}';
}

}  // namespace

std::string plain_json(const Plain& value, bool tag_big) {
  switch (value.kind()) {
    case PlainKind::none:
      return "null";
    case PlainKind::boolean:
      return value.as_bool() ? "true" : "false";
    case PlainKind::integer:
      return std::to_string(value.as_int());
    case PlainKind::big_integer:
      return tag_big ? tagged("int", in_quotes(value.chars())) : std::string(value.chars());
    case PlainKind::number:
      return number(value.as_double());
    case PlainKind::complex:
      return tagged("complex", '[' + number(value.real()) + ',' + number(value.imaginary()) + ']');
    case PlainKind::text:
      return in_quotes(value.chars());
    case PlainKind::bytes:
      return tagged("bytes", in_quotes(base64_text(value.chars())));
    case PlainKind::object:
      return tagged("object", in_quotes(value.chars()));
    case PlainKind::list:
      return items(value, tag_big);
    case PlainKind::dict:
      return dict(value, tag_big);
    case PlainKind::tuple:
    case PlainKind::set:
    case PlainKind::frozenset:
      return tagged(name_of(value.kind()), items(value, tag_big));
  }
  return "null";
}

std::string Plain::to_json() const { return plain_json(*this, false); }

}  // namespace ops::base
