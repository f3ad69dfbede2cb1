#pragma once
/// What the calls of a Client return and throw, in JSON: FORMAT.md §5.1 and §7.

#include <functional>
#include <nlohmann/json.hpp>

#include "ops/pebble/client.h"

namespace conformance {

using nlohmann::json;

/// Each with all that it has, under the names of ops: times as ISO text to the microsecond,
/// durations in seconds, enumerators as their text.
json dump(const ops::pebble::SystemInfo& info);
json dump(const ops::pebble::ServiceInfo& service);
json dump(const ops::pebble::CheckInfo& check);
json dump(const ops::pebble::Change& change);
json dump(const ops::pebble::Notice& notice);
json dump(const ops::pebble::FileInfo& file);
json dump(const ops::pebble::Warning& warning);
json dump(const ops::pebble::Identity& identity);
json dump(const ops::pebble::Plan& plan);

inline json dump(const std::string& text) { return text; }

template <class T>
json dump(const ops::base::List<T>& list) {
  json all = json::array();
  for (const T& one : list) all.push_back(dump(one));
  return all;
}

template <class T>
json dump(const ops::base::Map<std::string, T>& map) {
  json all = json::object();
  for (const auto& [name, value] : map) all[name] = dump(value);
  return all;
}

/// Text, or {"base64": ...} of what is to be bytes, or is no text.
json dump_bytes(const std::string& bytes, bool as_text);

/// {"ok": ...} of what `call` gives, {"error": ...} of what it throws.
json result_of(const std::function<json()>& call);

}  // namespace conformance
