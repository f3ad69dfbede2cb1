#include "arguments.h"

#include <cmath>

#include "case_world.h"

namespace conformance {

namespace pebble = ops::pebble;

namespace {

constexpr double kSecond = 1e9;

}  // namespace

pebble::Names names_of(const json& step, const char* key) {
  pebble::Names names;
  const json given = step.value(key, json::array());
  if (given.is_string())  // as Python takes it: its characters
    for (const char c : given.get<std::string>()) names = names.with(std::string(1, c));
  else
    for (const json& name : given) names = names.with(name.get<std::string>());
  return names;
}

ops::base::Duration duration_of(double seconds) {
  return ops::base::Duration::of_ns(static_cast<std::int64_t>(std::llround(seconds * kSecond)));
}

ops::base::Duration timeout_of(const json& step) {
  return duration_of(step.value("timeout", 30.0));
}

ops::base::Map<std::string, std::string> map_of(const json& object) {
  ops::base::Map<std::string, std::string> all;
  for (const auto& [key, value] : object.items()) all = all.with(key, value.get<std::string>());
  return all;
}

ops::base::Optional<int> permissions_of(const json& step) {
  if (!step.contains("permissions")) return {};
  return std::stoi(step["permissions"].get<std::string>(), nullptr, 8);
}

pebble::Owner owner_of(const json& step) {
  pebble::Owner owner;
  if (step.contains("user_id")) owner.user_id = step["user_id"].get<int>();
  if (step.contains("group_id")) owner.group_id = step["group_id"].get<int>();
  if (step.contains("user")) owner.user = step["user"].get<std::string>();
  if (step.contains("group")) owner.group = step["group"].get<std::string>();
  return owner;
}

/// Text in the encoding that a step gives.
std::string encoded(const json& step, const std::string& bytes) {
  if (step.value("encoding", json("utf-8")) != "latin-1") return bytes;
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    out += byte < 0x80 ? bytes[i] : static_cast<char>(((byte & 3) << 6) | (bytes[++i] & 0x3F));
  }
  return out;
}

json encoding_of(const json& step) { return step.value("encoding", json("utf-8")); }

}  // namespace conformance
