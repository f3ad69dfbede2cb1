#include "arguments.h"

#include "errors.h"
#include "ops/base/json_form.h"

namespace scripted {

namespace {

/// The value under `key`; null when it is absent.
const Json& value_of(const Json& a, const char* key) {
  static const Json none;
  const auto found = a.find(key);
  return found == a.end() ? none : *found;
}

}  // namespace

ops::base::Optional<std::string> text_of(const Json& a, const char* key) {
  const Json& value = value_of(a, key);
  if (value.is_null()) return {};
  return value.get<std::string>();
}

ops::base::Optional<int> int_of(const Json& a, const char* key) {
  const Json& value = value_of(a, key);
  if (value.is_null()) return {};
  return value.get<int>();
}

ops::base::Map<std::string, std::string> texts_of(const Json& a, const char* key) {
  ops::base::Map<std::string, std::string> all;
  for (const auto& [name, value] : value_of(a, key).items()) {
    if (!value.is_string())
      throw PythonError("TypeError", name + " must be a str, not " + python_class(value));
    all = all.with(name, value.get<std::string>());
  }
  return all;
}

ops::base::List<std::string> names_of(const Json& a, const char* key) {
  const std::vector<std::string> names = a.value(key, std::vector<std::string>());
  return {names.data(), names.size()};
}

std::string python_class(const Json& value) {
  if (value.is_null()) return "NoneType";
  if (value.is_boolean()) return "bool";
  if (value.is_number_integer()) return "int";
  if (value.is_number()) return "float";
  if (value.is_string()) return "str";
  if (value.is_array()) return "list";
  const std::string first = value.empty() ? "" : value.begin().key();
  return first.starts_with('!') ? first.substr(1) : "dict";
}

Json word_of(const ops::base::Type& type, const void* value) {
  const Json word = Json::parse(ops::base::to_json(type, value, {.as_ops = true}));
  return word == "unset" ? Json("") : word;
}

Json told(const ops::base::Map<std::string, std::string>& texts) {
  Json all = Json::object();
  for (const auto& [key, value] : texts) all[key] = value;
  return all;
}

Json told(const ops::base::List<std::string>& texts) {
  Json all = Json::array();
  for (const std::string& one : texts) all.push_back(one);
  return all;
}

Json told(const ops::base::Json& value) { return Json::parse(value.text()); }

}  // namespace scripted
