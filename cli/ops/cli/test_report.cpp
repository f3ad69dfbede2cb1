#include "ops/cli/test_report.h"

#include <algorithm>
#include <array>
#include <iomanip>
#include <sstream>
#include <vector>

#include "ops/base/json.h"

namespace ops::cli {

namespace {

using base::Json;

/// Meson's word for how a test ended, and whether that is as it should be.
struct Outcome {
  std::string_view word;
  bool passed, skipped;
};
constexpr std::array<Outcome, 4> kGoodOutcomes = {{{"OK", true, false},
                                                   {"EXPECTEDFAIL", true, false},
                                                   {"SKIP", false, true},
                                                   {"IGNORED", false, true}}};

struct Test {
  std::string name, result, output;
  double seconds = 0;
};

std::string text_member(const base::Map<std::string, Json>& members, const std::string& name) {
  const Json* found = members.find(name);
  return found != nullptr && found->is_string() ? found->as_string() : "";
}

Test test_of(const Json& json) {
  const auto members = json.entries();
  const Json* duration = members.find("duration");
  return {text_member(members, "name"), text_member(members, "result"),
          text_member(members, "stdout") + text_member(members, "stderr"),
          duration != nullptr ? duration->as_double() : 0};
}

std::vector<Test> tests_of(std::string_view log) {
  std::vector<Test> tests;
  while (!log.empty()) {
    const auto end = std::min(log.find('\n'), log.size());
    if (end > 0) tests.push_back(test_of(Json::parse(log.substr(0, end))));
    log.remove_prefix(std::min(end + 1, log.size()));
  }
  return tests;
}

/// "7 | 7 passed | 0 failed | 0 skipped", as doctest counts its cases; empty for other tests.
std::string cases_in(const std::string& output) {
  constexpr std::string_view start = "[doctest] test cases:";
  const auto found = output.find(start);
  if (found == std::string::npos) return "";
  const auto first = output.find_first_not_of(' ', found + start.size());
  return output.substr(first, output.find_first_of("|\n", first) - first);
}

std::string line_of(const Test& test) {
  std::ostringstream line;
  line << std::left << std::setw(8) << test.result << " " << test.name << " (" << std::fixed
       << std::setprecision(2) << test.seconds << " s";
  std::string cases = cases_in(test.output);
  while (cases.ends_with(' ')) cases.pop_back();
  if (!cases.empty()) line << ", " << cases << " test cases";
  line << ")\n";
  return line.str();
}

}  // namespace

TestReport report_of(std::string_view testlog) {
  TestReport report;
  std::size_t passed = 0, failed = 0, skipped = 0;
  for (const Test& test : tests_of(testlog)) {
    const auto good = std::ranges::find(kGoodOutcomes, test.result, &Outcome::word);
    const bool failing = good == kGoodOutcomes.end();
    passed += !failing && good->passed ? 1 : 0;
    skipped += !failing && good->skipped ? 1 : 0;
    failed += failing ? 1 : 0;
    report.text += line_of(test) + (failing ? test.output : "");
  }
  report.text += std::to_string(passed) + " passed, " + std::to_string(failed) + " failed, " +
                 std::to_string(skipped) + " skipped\n";
  report.failed = failed > 0;
  return report;
}

}  // namespace ops::cli
