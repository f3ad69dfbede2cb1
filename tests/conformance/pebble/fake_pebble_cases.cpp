/// Plays cases on the fake Pebble.
///
/// usage: fake_pebble_cases < CASES.jsonl
///
/// Prints a line for each: {"start", "steps", "end"} as FORMAT.md has them, {"skipped": why} or
/// {"failed": why}. A step that speaks HTTP has null for its result.
#include <iostream>
#include <string>

#include "steps.h"

namespace conformance {

namespace {

/// FORMAT.md: what a runner for a fake without an HTTP interface leaves out. Empty: nothing.
std::string why_skipped(const json& one) {
  for (const json& step : one.at("steps")) {
    if (step.at("op") == "exec_ws") return "it speaks websockets";
    if (step.at("op") == "http" && step.value("method", "GET") != "GET") return "it speaks HTTP";
  }
  return {};
}

/// What the fake cannot play. Empty: nothing.
std::string what_is_missing(const json& one) {
  for (const char* key : {"args", "identities", "daemon_uid"})
    if (one.contains(key)) return std::string("the fake has no ") + key;
  for (const json& step : one.at("steps"))
    if (step.at("op") != "http" && !knows_operation(step.at("op")))
      return "the fake has no " + step.at("op").get<std::string>();
  return {};
}

json played(const json& one) {
  if (const std::string why = why_skipped(one); !why.empty()) return {{"skipped", why}};
  if (const std::string why = what_is_missing(one); !why.empty()) return {{"failed", why}};
  Steps steps(one);
  const json start = steps.boot();
  json results = json::array();
  if (!start.contains("ok")) return {{"start", start}, {"steps", results}, {"end", nullptr}};
  for (const json& step : one["steps"])
    results.push_back(step.at("op") == "http" ? json() : steps.run(step));
  return {{"start", start}, {"steps", results}, {"end", steps.end()}};
}

json safely_played(const json& one) {
  try {
    return played(one);
  } catch (const std::exception& error) {
    return {{"failed", error.what()}};
  }
}

}  // namespace

}  // namespace conformance

int main() {
  for (std::string line; std::getline(std::cin, line);)
    std::cout << conformance::safely_played(nlohmann::json::parse(line))
                     .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
              << '\n';
}
