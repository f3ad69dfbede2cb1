#pragma once
/// The script that the charm carries out, and the results that it writes.

#include <string>
#include <string_view>

#include "operations.h"

namespace scripted {

/// The content of SCRIPT_FILE: `script`, `custom_events`, `objects`, `observers`, `options`.
const Json& specification();

/// Who observed what: "charm" or the object's key, the method's name, the event's kind
/// ("__init__" while the charm is made).
struct Handler {
  std::string_view observer;
  std::string_view method;
  std::string_view kind;
};

/// Carries out the operations that the script has for this handler, and appends each one's result
/// to RESULTS_FILE. Throws what an operation throws that is not to be caught.
void run_script(Subject subject, const Handler& handler);

}  // namespace scripted
