#pragma once
/// One case, in process.

#include "json.h"

namespace scripted {

/// What came of it, in the form of `expect`: FORMAT.md, section 8. `directory` is what $DIR stands
/// for.
Json run_case(const Json& told, const std::string& directory);

}  // namespace scripted
