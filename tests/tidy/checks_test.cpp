/// Each check on the smallest text that is wrong and the nearest that is right.
#include <doctest/doctest.h>

#include "house.h"
#include "layers.h"
#include "sizes.h"
#include "words.h"

namespace tidy {

namespace {

const Layers kLayers = {
    {"ops/base", {}},
    {"ops/model", {"ops/base"}},
    {"ops/framework", {"ops/base"}},
    {"ops/testing", {"ops/model/status.h"}},
};

std::string repeat(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string function_of(std::size_t lines) {
  return "void f() {\n" + repeat("g();\n", lines - 2) + "}\n";
}

}  // namespace

TEST_CASE("code is what is not comment or string") {
  CHECK(code_only("a(\"b // c\"); // d\n/* e\n */ f") == "a(\"      \");     \n    \n    f");
  CHECK(code_only("n = 1'000; c = '\"'; x") == "n = 1'000; c = ' '; x");
  CHECK(code_only("R\"(a \" b)\" c") == "R\"       \" c");
  CHECK(code_only("#include \"a/b.h\"  // why") == "#include \"a/b.h\"        ");
}

TEST_CASE("layers: a row may name those before it only") {
  CHECK(check_layers_point_down(kLayers).empty());
  CHECK(check_layers_point_down({{"a", {"b"}}, {"b", {}}}).size() == 1);
  CHECK(check_layers_point_down({{"a", {"nowhere"}}}).size() == 1);
}

TEST_CASE("layers: a file includes its own layer and what the table says") {
  const auto findings = [](const std::string& include) {
    return check_includes({"lib/ops/model/unit.h", "\n#include \"" + include + "\"\n"}, kLayers);
  };
  CHECK(findings("ops/model/status.h").empty());
  CHECK(findings("ops/base/value.h").empty());
  CHECK(findings("unit_text.h").empty());
  CHECK(
      findings("ops/framework/framework.h") ==
      Findings{{"lib/ops/model/unit.h", 2, "ops/model may not include ops/framework/framework.h"}});
  CHECK(findings("ops/testing/context.h").size() == 1);
  CHECK(findings("nowhere/x.h").size() == 1);
}

TEST_CASE("layers: a row may name one header of a folder") {
  const auto findings = [](const std::string& include) {
    return check_includes({"harness/ops/testing/a.cpp", "#include \"" + include + "\""}, kLayers);
  };
  CHECK(findings("ops/model/status.h").empty());
  CHECK(findings("ops/model/unit.h").size() == 1);
}

TEST_CASE("layers: a file may have a row of its own") {
  const Layers table = {
      {"ops/a/errors.h", {}}, {"ops/b", {"ops/a/errors.h"}}, {"ops/a", {"ops/b"}}};
  const std::string to_b = "#include \"ops/b/b.h\"";
  CHECK(check_layers_point_down(table).empty());
  CHECK(check_includes({"lib/ops/b/b.h", "#include \"ops/a/errors.h\""}, table).empty());
  CHECK(check_includes({"lib/ops/b/b.h", "#include \"ops/a/a.h\""}, table).size() == 1);
  CHECK(check_includes({"lib/ops/a/a.h", to_b}, table).empty());
  CHECK(check_includes({"lib/ops/a/errors.h", to_b}, table).size() == 1);
}

TEST_CASE("layers: each folder is in the table") {
  CHECK(check_includes({"lib/ops/base/a.h", ""}, kLayers).empty());
  CHECK(check_includes({"lib/ops/base/deeper/a.h", ""}, kLayers).size() == 1);
}

TEST_CASE("third party: headers are included where the table says, and in .cpp files") {
  const std::vector<ThirdParty> table = {{"yaml-cpp/", {"lib/ops/base/yaml"}}};
  const auto findings = [&](const std::string& path, const std::string& include) {
    return check_third_party({path, "#include <" + include + ">\n"}, table);
  };
  CHECK(findings("lib/ops/base/yaml.cpp", "yaml-cpp/yaml.h").empty());
  CHECK(findings("lib/ops/base/yaml.h", "yaml-cpp/yaml.h").size() == 1);
  CHECK(findings("lib/ops/base/json.cpp", "yaml-cpp/yaml.h").size() == 1);
  CHECK(findings("lib/ops/base/json.cpp", "unknown.h").size() == 1);
  CHECK(findings("lib/ops/base/json.cpp", "unistd.h").empty());
  CHECK(findings("lib/ops/base/json.h", "unistd.h").size() == 1);
  CHECK(findings("lib/ops/base/json.h", "string").empty());
}

TEST_CASE("sizes: a line has 100 columns, however many bytes") {
  CHECK(check_columns({"a", repeat("x", 100) + "\n"}).empty());
  CHECK(check_columns({"a", repeat("\u00b5", 100)}).empty());
  CHECK(check_columns({"a", "\n" + repeat("x", 101)}) == Findings{{"a", 2, "101 columns"}});
}

TEST_CASE("sizes: a file has 500 lines, or what the table says, which only shrinks") {
  const auto findings = [](std::size_t lines, const Exceptions& exceptions) {
    return check_file_size({"a.h", repeat("x\n", lines)}, exceptions);
  };
  CHECK(findings(500, {}).empty());
  CHECK(findings(501, {}).size() == 1);
  CHECK(findings(510, {{"a.h", 510}}).empty());
  CHECK(findings(511, {{"a.h", 510}}).size() == 1);
  CHECK(findings(509, {{"a.h", 510}}).size() == 1);
  CHECK(findings(500, {{"a.h", 510}}).size() == 1);
}

TEST_CASE("sizes: functions are told from classes, tables and blocks") {
  const auto found = functions({"a.cpp", R"(
namespace a {
OPS_FIELDS(Pod, name)
struct S : Base<int> {
  S() : a_{1}, b_(2) {
    g();
  }
  int get() const { return 1; }
};
const std::vector<int> kTable = {
    {f(1)},
};
template <class T>
requires std::same_as<T, int> void h(const T& x = {}) {
  if (x) {
    k();
  }
}
#define X(a) \
  void a() { \
  }
bool S::operator==(const S& other) const {
  return true; }
TEST_CASE("a { b") {
}
enum class E { a, b };
}
)"});
  std::vector<std::pair<std::size_t, std::size_t>> spans;
  for (const Function& function : found) spans.emplace_back(function.line, function.length);
  CHECK(spans == std::vector<std::pair<std::size_t, std::size_t>>{
                     {5, 3}, {8, 1}, {14, 5}, {22, 2}, {24, 2}});
}

TEST_CASE("sizes: a function has 60 lines, or what the table says, which only shrinks") {
  const auto findings = [](std::size_t lines, const Exceptions& exceptions) {
    return check_function_sizes({"a.cpp", function_of(3) + function_of(lines)}, exceptions);
  };
  CHECK(findings(60, {}).empty());
  CHECK(findings(61, {}) == Findings{{"a.cpp", 4, "function: 61 lines; at most 60"}});
  CHECK(findings(70, {{"a.cpp", 70}}).empty());
  CHECK(findings(71, {{"a.cpp", 70}}).size() == 1);
  CHECK(findings(69, {{"a.cpp", 70}}).size() == 1);
  CHECK(findings(60, {{"a.cpp", 70}}).size() == 1);
}

TEST_CASE("sizes: half of the functions have less than 12 lines") {
  const Sources shorter = {{"a", function_of(11) + function_of(11) + function_of(50)}};
  const Sources longer = {{"a", function_of(11) + function_of(12) + function_of(50)}};
  CHECK(check_median("lib", shorter).empty());
  CHECK(check_median("lib", longer).size() == 1);
  CHECK(check_median("lib", {}).empty());
}

TEST_CASE("words: whole words, in code, where the row says") {
  const std::vector<Word> table = {{"rand(", {"lib"}, {"lib/dice"}, false, "no"}};
  const auto findings = [&](const std::string& path, const std::string& text) {
    return check_words({path, text}, table);
  };
  CHECK(findings("lib/a.cpp", "\nx = rand();") == Findings{{"lib/a.cpp", 2, "rand(: no"}});
  CHECK(findings("lib/a.cpp", "x = std::rand();").size() == 1);
  CHECK(findings("lib/a.cpp", "x = operand();").empty());
  CHECK(findings("lib/a.cpp", "// rand()\n\"rand()\"").empty());
  CHECK(findings("lib/dice.cpp", "rand()").empty());
  CHECK(findings("library/a.cpp", "rand()").empty());
}

TEST_CASE("words: some also in comments, and by the file's ending") {
  const std::vector<Word> table = {{"FIXME", {".h"}, {}, true, "do it"}};
  CHECK(check_words({"a/b.h", "// FIXME: later"}, table).size() == 1);
  CHECK(check_words({"a/b.cpp", "// FIXME: later"}, table).empty());
  CHECK(check_words({"a/b.h", "// FIXMEs"}, table).empty());
}

TEST_CASE("words: a switched-off lint says why") {
  const auto findings = [](const std::string& text) { return check_nolint({"a.cpp", text}); };
  CHECK(findings("f();  // NOLINT(bugprone-x): it is meant").empty());
  CHECK(findings("f();  // NOLINT").size() == 1);
  CHECK(findings("f();  // NOLINT(bugprone-x)").size() == 1);
  CHECK(findings("f();  // NOLINT: it is meant").empty());
}

TEST_CASE("house: a header begins with pragma once, after comments") {
  CHECK(check_pragma_once({"a.h", "/// What it is.\n#pragma once\n"}).empty());
  CHECK(check_pragma_once({"a.h", "#include <string>\n#pragma once\n"}).size() == 1);
  CHECK(check_pragma_once({"a.h", ""}).size() == 1);
  CHECK(check_pragma_once({"a.cpp", ""}).empty());
}

TEST_CASE("house: the namespace is the folder's or one above it") {
  const auto findings = [](const std::string& path, const std::string& name) {
    return check_namespace({path, "namespace " + name + " {\nint x;\n}\n"},
                           {"lib/ops/base/hook.h"});
  };
  CHECK(findings("lib/ops/pebble/plan.h", "ops::pebble").empty());
  CHECK(findings("lib/ops/pebble/plan.h", "ops").empty());
  CHECK(findings("lib/ops/pebble/plan.h", "std").empty());
  CHECK(findings("lib/ops/pebble/plan.h", "ops::juju").size() == 1);
  CHECK(findings("lib/ops/pebble/plan.h", "ops::pebble::detail").size() == 1);
  CHECK(findings("lib/ops/base/hook.h", "ops::juju").empty());
  CHECK(findings("harness/ops/testing/state/state.h", "ops::testing").empty());
  CHECK(findings("tests/a.cpp", "ops::juju").empty());
}

TEST_CASE("house: another namespace may be opened to declare a class") {
  const auto findings = [](const std::string& inside) {
    return check_namespace({"lib/ops/pebble/plan.h", "namespace ops::juju {\n" + inside + "}\n"},
                           {});
  };
  CHECK(findings("class Tools;\nstruct Name;\n").empty());
  CHECK(findings("class Tools {\n};\n").size() == 1);
}

TEST_CASE("house: a header is included by another file than its own .cpp") {
  const Source header{"lib/ops/a.h", ""};
  const Source own{"lib/ops/a.cpp", "#include \"ops/a.h\"\n"};
  const Source other{"lib/ops/b.cpp", "#include \"ops/a.h\"\n"};
  const Source beside{"lib/ops/c.cpp", "#include \"a.h\"\n"};
  CHECK(check_headers_are_used({header, own}, {}) ==
        Findings{{"lib/ops/a.h", 0, "nobody includes it"}});
  CHECK(check_headers_are_used({header, own, other}, {}).empty());
  CHECK(check_headers_are_used({header, beside}, {}).empty());
  CHECK(check_headers_are_used({header}, {"lib/ops/a.h"}).empty());
}

TEST_CASE("house: headers do not include each other in a ring") {
  const Source a{"lib/a.h", "#include \"b.h\"\n"};
  const Source b{"lib/b.h", "#include \"c.h\"\n"};
  CHECK(check_no_cycles({a, b, {"lib/c.h", ""}}).empty());
  CHECK(check_no_cycles({a, b, {"lib/c.h", "#include \"a.h\"\n"}}) ==
        Findings{{"lib/c.h", 1, "lib/a.h includes this one in turn"}});
}

TEST_CASE("house: a meson.build of the folder or above lists each source") {
  const auto findings = [](const std::string& meson, const std::string& text) {
    return check_listed({{"tests/lib/plan_test.cpp", ""}}, {{meson, text}});
  };
  CHECK(findings("tests/lib/meson.build", "files('plan_test.cpp')").empty());
  CHECK(findings("tests/lib/meson.build", "'base': ['plan']").empty());
  CHECK(findings("tests/meson.build", "files('lib/plan_test.cpp')").empty());
  CHECK(findings("tests/lib/meson.build", "files('replan_test.cpp')").size() == 1);
  CHECK(findings("bench/meson.build", "files('plan_test.cpp')").size() == 1);
}

}  // namespace tidy
