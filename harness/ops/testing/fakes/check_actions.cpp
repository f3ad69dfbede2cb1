#include "ops/testing/fakes/check_actions.h"

#include <absl/strings/str_join.h>

#include <set>

#include "ops/pebble/errors.h"

namespace ops::testing {

void check_names_of_checks(std::string_view action, const pebble::Names& names,
                           const pebble::Plan& plan) {
  const std::string verb(action);
  if (names.empty())
    throw pebble::APIError(400, "Bad Request", "must specify checks for " + verb + " action");
  std::set<std::string> unknown;
  for (const std::string& name : names)
    if (!plan.checks.contains(name)) unknown.insert(name);
  if (!unknown.empty())
    throw pebble::APIError(
        400, "Bad Request",
        "cannot " + verb + " checks: cannot find checks in plan: " + absl::StrJoin(unknown, ", "));
}

}  // namespace ops::testing
