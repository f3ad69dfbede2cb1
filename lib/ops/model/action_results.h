#pragma once
/// The results of an action, as Juju takes them.

#include "ops/base/plain.h"

namespace ops {

/// One text for each key: {"a": {"b": "c"}} is {"a.b": "c"}, and an empty dict is nothing.
/// Strings stay as they are; all else is as Python writes it, for those who read the results of the
/// charm's Python days: "True", "1.5", "[1, 'x']", "None".
///
/// Throws ValueError for keys, of each level, that do not begin and end with a lower-case letter or
/// a digit, or have more between these than such and '-' and '.'; and for a key that comes out
/// twice. What ops.ActionEvent.set_results() does.
base::Map<std::string, std::string> flattened_results(
    const base::Map<std::string, base::Plain>& results);

}  // namespace ops
