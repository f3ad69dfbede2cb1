#include "ops/cli/coverage.h"

#include <doctest/doctest.h>

using ops::cli::add_gcov, ops::cli::Coverage, ops::cli::coverage_table;

namespace {

/// A document of gcov's about src/charm.cpp with these lines, and about files of others.
std::string document(const std::string& lines) {
  return R"({"current_working_directory": "/charm/build", "files": [)"
         R"({"file": "../src/charm.cpp", "lines": [)" +
         lines +
         R"(]}, {"file": "/usr/include/vector", "lines": [{"line_number": 1, "count": 1}]}, )"
         R"({"file": "../tests/unit/charm_test.cpp", "lines": []}]})"
         "\n";
}

}  // namespace

TEST_CASE("lines are counted over all that ran them, and only the charm's own") {
  Coverage coverage;
  add_gcov("a line of another kind\n" +
               document(R"({"line_number": 3, "count": 0}, {"line_number": 4, "count": 1})") +
               document(R"({"line_number": 3, "count": 2}, {"line_number": 4, "count": 1})"),
           "/charm", coverage);
  CHECK(coverage == Coverage{{"src/charm.cpp", {{3, 2}, {4, 2}}}});
}

TEST_CASE("the table says how many lines were not run, and which") {
  CHECK(coverage_table({{"src/charm.cpp", {{3, 0}, {5, 0}, {6, 1}, {9, 0}}},
                        {"src/main.cpp", {{4, 1}}},
                        {"src/empty.h", {}}}) ==
        "Name            Stmts   Miss  Cover   Missing\n"
        "----------------------------------------------\n"
        "src/charm.cpp       4      3    25%   3-5, 9\n"
        "src/main.cpp        1      0   100%\n"
        "----------------------------------------------\n"
        "TOTAL               5      3    40%\n");
}

TEST_CASE("a table of nothing is whole") {
  CHECK(coverage_table({}).find("TOTAL       0      0   100%") != std::string::npos);
}
