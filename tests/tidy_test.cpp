/// STYLE.md's rules that a machine can check, held against the whole tree. What each check means
/// by its rule is shown in tests/tidy/.
#include <doctest/doctest.h>

#include "tidy/house.h"
#include "tidy/layers.h"
#include "tidy/sizes.h"
#include "tidy/words.h"

namespace {

const std::vector<std::string> kProduct = {"lib", "harness", "cli", "charm"};
const std::vector<std::string> kCode = {"lib",   "harness", "cli",      "charm",
                                        "tests", "bench",   "examples", "libs"};

/// What users include, and nothing of the tree has to.
const std::vector<std::string> kEntrances = {
    "lib/ops/ops.h", "lib/ops/main.h", "harness/ops/testing/testing.h",
    "harness/ops/testing/doctest.h", "harness/ops/testing/pch/pch.h"};

/// Functions that doctest finds by the namespace of their arguments.
const std::vector<std::string> kHooks = {"harness/ops/testing/doctest.h",
                                         "harness/ops/testing/doctest.cpp"};

tidy::Sources read(const std::vector<std::string>& folders,
                   const std::vector<std::string>& endings) {
  return tidy::read_sources(PROJECT_ROOT, folders, endings);
}

const tidy::Sources& product() {
  static const auto sources = read(kProduct, {".h", ".cpp"});
  return sources;
}

const tidy::Sources& code() {
  static const auto sources = read(kCode, {".h", ".cpp"});
  return sources;
}

/// Each file that people write, whatever it is written in.
const tidy::Sources& everything() {
  static const auto sources = [] {
    auto found = read({"lib", "harness", "cli", "charm", "tests", "bench", "examples", "libs",
                       "docs", "scripts", "tools", "changes", ".ci"},
                      {".h", ".cpp", ".md", ".sh", ".py", ".yaml", "meson.build", "setup", "test",
                       "demo", "bench", "coverage", "format", "run"});
    const auto top = read({"README.md", "ARCHITECTURE.md", "STYLE.md", "CHANGES.md", "meson.build",
                           "meson_options.txt", "charmcraft.yaml"},
                          {""});
    found.insert(found.end(), top.begin(), top.end());
    return found;
  }();
  return sources;
}

/// All that `check` finds in the sources.
template <class Check>
std::string all_of(const tidy::Sources& sources, const Check& check) {
  tidy::Findings all;
  for (const tidy::Source& source : sources) {
    const auto found = check(source);
    all.insert(all.end(), found.begin(), found.end());
  }
  return to_string(all);
}

}  // namespace

TEST_CASE("the tree is there to be read") {
  CHECK(product().size() > 50);
  CHECK(everything().size() > code().size());
}

TEST_CASE("the layers point down") {
  CHECK(to_string(tidy::check_layers_point_down(tidy::layers())) == "");
}

TEST_CASE("each file includes only what its layer may") {
  CHECK(all_of(product(), [](const auto& s) { return check_includes(s, tidy::layers()); }) == "");
}

TEST_CASE("libraries of others are included where the table says") {
  const auto check = [](const auto& s) { return check_third_party(s, tidy::third_parties()); };
  CHECK(all_of(code(), check) == "");
}

TEST_CASE("no file is too long") {
  const auto check = [](const auto& s) { return check_file_size(s, tidy::long_files()); };
  CHECK(all_of(code(), check) == "");
}

TEST_CASE("no function is too long") {
  const auto check = [](const auto& s) { return check_function_sizes(s, tidy::long_functions()); };
  CHECK(all_of(code(), check) == "");
}

TEST_CASE("half of the functions are short") {
  for (const std::string& tree : kProduct)
    CHECK(to_string(tidy::check_median(tree, read({tree}, {".h", ".cpp"}))) == "");
}

TEST_CASE("no line is too wide") { CHECK(all_of(code(), tidy::check_columns) == ""); }

TEST_CASE("no banned word is written") {
  const auto check = [](const auto& s) { return check_words(s, tidy::words()); };
  CHECK(all_of(everything(), check) == "");
}

TEST_CASE("a switched-off lint says why") { CHECK(all_of(product(), tidy::check_nolint) == ""); }

TEST_CASE("a header begins with pragma once") {
  // A precompiled header is compiled as if it were a source, where g++ warns of it.
  const auto check = [](const tidy::Source& source) {
    return source.path.ends_with("/pch.h") ? tidy::Findings{} : check_pragma_once(source);
  };
  CHECK(all_of(code(), check) == "");
}

TEST_CASE("a file's namespace is its folder's") {
  const auto check = [](const auto& s) { return check_namespace(s, kHooks); };
  CHECK(all_of(product(), check) == "");
}

TEST_CASE("somebody includes each header") {
  CHECK(to_string(check_headers_are_used(code(), kEntrances)) == "");
}

TEST_CASE("no headers include each other") { CHECK(to_string(check_no_cycles(code())) == ""); }

TEST_CASE("a meson.build lists each source") {
  const auto meson_files = tidy::read_sources(PROJECT_ROOT, kCode, {"meson.build"});
  CHECK(to_string(check_listed(code(), meson_files)) == "");
}
