#pragma once
/// What the checks of all events have in common. For .cpp files.

#include "ops/base/values.h"
#include "ops/testing/consistency/checks.h"

namespace ops::testing::consistency {

/// Reports an event that is not named after what it is about: `of` is the name of `what`, such as
/// "container".
void check_event_name(const Subject& subject, std::string_view what, const std::string& of,
                      Findings& findings);

/// Reports an event that lacks the member that says what it is about.
void report_missing(const Subject& subject, std::string_view member, std::string_view what,
                    Findings& findings);

/// What an event is about, and where it must stand in the State.
struct Place {
  std::string_view member;   ///< "Event.container"
  std::string_view section;  ///< "State.containers"
};
void report_absent(const Place& place, const std::string& name, Findings& findings);
void report_different(const Place& place, const std::string& name,
                      const base::List<base::Change>& changes, Findings& findings);

/// Reports when `given` is not in the State as it is: `found` is the element with its key, `all`
/// may hold several of that. `name()` says what it is called.
template <class T, class Name>
void check_in_state(const Place& place, const T& given, const T* found, const Set<T>& all,
                    const Name& name, Findings& findings) {
  if (!found)
    report_absent(place, name(), findings);
  else if (!(*found == given) && !all.contains(given))
    report_different(place, name(), base::diff(*found, given), findings);
}

}  // namespace ops::testing::consistency
