#include "ops/testing/fakes/check_actions.h"

#include <algorithm>
#include <vector>

#include "ops/pebble/errors.h"

namespace ops::testing {

using pebble::CheckStatus, pebble::Startup;

namespace {

constexpr int kDefaultThreshold = 3;

/// "a, b", by name and each once.
std::string joined(std::vector<std::string> names) {
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

CheckInfo fresh_check_info(const std::string& name, const pebble::Check& check) {
  const bool runs = check.startup != Startup::disabled;
  CheckInfo info{.name = name,
                 .startup = runs ? Startup::enabled : Startup::disabled,
                 .status = runs ? CheckStatus::up : CheckStatus::inactive,
                 .threshold = check.threshold == 0 ? kDefaultThreshold : check.threshold};
  if (check.level != pebble::CheckLevel::unset) info.level = check.level;
  return info;
}

CheckInfo check_info_of(const std::string& name, const pebble::Check& check,
                        const Container& container) {
  const CheckInfo* info = container.check_infos.find(name);
  return info ? *info : fresh_check_info(name, check);
}

pebble::CheckInfo record_of(const CheckInfo& info) {
  return {.name = info.name,
          .level = info.level.value_or(pebble::CheckLevel::unset),
          .startup = info.startup,
          .status = info.status,
          .successes = info.successes,
          .failures = info.failures,
          .threshold = info.threshold,
          .change_id = info.change_id};
}

void check_names_of_checks(std::string_view action, const pebble::Names& names,
                           const pebble::Plan& plan) {
  const std::string verb(action);
  if (names.empty())
    throw pebble::APIError(400, "Bad Request", "must specify checks for " + verb + " action");
  std::vector<std::string> unknown;
  for (const std::string& name : names)
    if (!plan.checks.contains(name)) unknown.push_back(name);
  if (!unknown.empty())
    throw pebble::APIError(
        400, "Bad Request",
        "cannot " + verb + " checks: cannot find checks in plan: " + joined(std::move(unknown)));
}

}  // namespace ops::testing
