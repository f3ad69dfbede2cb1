#pragma once
/// What `meson test` has found out.

#include <string>
#include <string_view>

namespace ops::cli {

/// How a run of the tests ended, as people read it.
struct TestReport {
  std::string text;     ///< A line for each test, the output of those that failed, and the sum.
  bool failed = false;  ///< Whether one did.
};

/// From Meson's testlog.json, which has a JSON object on each line. Throws ParseError.
TestReport report_of(std::string_view testlog);

}  // namespace ops::cli
