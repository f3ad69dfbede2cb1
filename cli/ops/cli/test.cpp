#include "ops/cli/test.h"

#include <filesystem>
#include <iostream>
#include <vector>

#include "ops/cli/coverage.h"
#include "ops/cli/errors.h"
#include "ops/cli/program.h"
#include "ops/cli/test_report.h"
#include "ops/cli/tree.h"

namespace ops::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMostOfLog = 256UL * 1024 * 1024;

/// A build folder with the tests in it.
class TestBuild {
 public:
  explicit TestBuild(const TestOptions& options)
      : root_(fs::canonical(options.folder)),
        build_(root_ / (options.coverage ? "build-coverage" : "build")),
        log_((build_ / "ops-cpp-test.log").string()) {}

  void make(bool with_coverage) const {
    fs::create_directories(build_);
    fs::remove(log_);
    const std::string counting = with_coverage ? "-Db_coverage=true" : "-Db_coverage=false";
    if (!fs::exists(build_ / "build.ninja"))
      run_logged({"meson", "setup", counting, build_.string(), root_.string()}, log_);
    run_logged({"ninja", "-C", build_.string()}, log_);
    for (const fs::path& counts : counts_files()) fs::remove(counts);
  }

  TestReport run() const {
    const fs::path results = build_ / "meson-logs" / "testlog.json";
    fs::remove(results);
    fs::remove(junit());
    const int code = run_quietly({"meson", "test", "-C", build_.string(), "--no-rebuild"}, log_);
    if (!fs::exists(results))
      throw CliError("cannot test: `meson test` ended with " + std::to_string(code) +
                     " and left no results; see " + log_);
    TestReport report = report_of(read_file(results, kMostOfLog));
    report.failed = report.failed || code != 0;
    return report;
  }

  fs::path junit() const { return build_ / "meson-logs" / "testlog.junit.xml"; }

  Coverage coverage() const {
    const std::string output = (build_ / "gcov.log").string();
    fs::remove(output);
    std::vector<std::string> argv = {"env",      "-C", build_.string(), "gcov", "--json-format",
                                     "--stdout", "--"};
    for (const fs::path& counts : counts_files()) argv.push_back(counts.string());
    run_logged(argv, output);
    Coverage coverage;
    add_gcov(read_file(output, kMostOfLog), root_.string(), coverage);
    return coverage;
  }

 private:
  std::vector<fs::path> counts_files() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(build_))
      if (entry.path().extension() == ".gcda") found.push_back(entry.path());
    return found;
  }

  fs::path root_, build_;
  std::string log_;
};

}  // namespace

int test(const TestOptions& options) {
  if (!fs::exists(fs::path(options.folder) / "meson.build"))
    throw CliError("cannot test " + options.folder + ": it has no meson.build");
  const TestBuild build(options);
  build.make(options.coverage);
  const TestReport report = build.run();
  std::cout << report.text;
  if (!options.junit.empty()) write_file(options.junit, read_file(build.junit(), kMostOfLog));
  if (options.coverage) std::cout << "\n" << coverage_table(build.coverage());
  return report.failed ? 1 : 0;
}

}  // namespace ops::cli
