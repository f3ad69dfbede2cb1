#include "ops/cli/test_report.h"

#include <doctest/doctest.h>

#include "ops/base/errors.h"

using ops::cli::report_of;

TEST_CASE("each test has a line, and those that failed their output") {
  const auto report = report_of(
      R"({"name": "unit", "result": "OK", "duration": 0.014, "stdout": "[doctest] test cases: 7 | "}
{"name": "slow", "result": "TIMEOUT", "duration": 30.0, "stdout": "waiting\n", "stderr": "still\n"}
{"name": "other", "result": "SKIP", "duration": 1}
)");
  CHECK(report.text ==
        "OK       unit (0.01 s, 7 test cases)\n"
        "TIMEOUT  slow (30.00 s)\n"
        "waiting\n"
        "still\n"
        "SKIP     other (1.00 s)\n"
        "1 passed, 1 failed, 1 skipped\n");
  CHECK(report.failed);
}

TEST_CASE("no test has failed where all are good or there is none") {
  CHECK_FALSE(report_of(R"({"name": "unit", "result": "EXPECTEDFAIL", "duration": 0})").failed);
  CHECK(report_of("").text == "0 passed, 0 failed, 0 skipped\n");
}

TEST_CASE("what Meson has not written is refused") {
  CHECK_THROWS_AS(report_of("no JSON"), ops::ParseError);
}
