#pragma once
/// `ops-cpp test`: builds a charm's tests, runs them, and says how they ended.

#include <string>

namespace ops::cli {

struct TestOptions {
  std::string folder = ".";  ///< With the meson.build.
  std::string junit = {};    ///< A file for the results, in JUnit's XML; empty: none.
  bool coverage = false;     ///< Print which lines of the charm were run.
};

/// Builds in `build/`, or `build-coverage/` with coverage. 0, or 1 when a test fails; throws
/// CliError when they cannot be built.
int test(const TestOptions& options);

}  // namespace ops::cli
