#include "ops/testing/fakes/check_actions.h"

#include <algorithm>
#include <vector>

#include "ops/pebble/errors.h"

namespace ops::testing {

namespace {

/// "a, b", by name and each once.
std::string joined(std::vector<std::string> names) {
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

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
