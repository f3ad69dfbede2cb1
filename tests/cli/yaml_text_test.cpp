#include "ops/cli/yaml_text.h"

#include <doctest/doctest.h>

namespace {

using ops::base::parse_yaml, ops::base::YamlError;

std::string written(const std::string& text) {
  return ops::cli::yaml_text(parse_yaml(text, "charmcraft.yaml"), "charmcraft.yaml");
}

}  // namespace

TEST_CASE("keys are sorted, and lists and mappings stand in blocks") {
  CHECK(written("b: [1, {d: 2, c: 3}]\na: {x: {}, y: []}\n") ==
        "a:\n"
        "  x: {}\n"
        "  y: []\n"
        "b:\n"
        "  - 1\n"
        "  -\n"
        "    c: 3\n"
        "    d: 2\n");
}

TEST_CASE("a scalar means what it meant: one without quotes stays so, and others are quoted") {
  CHECK(written("version: 1.50\n") == "version: 1.50\n");
  CHECK(written("version: '1.50'\n") == "version: \"1.50\"\n");
  CHECK(written("on: yes\n") == "on: yes\n");
  CHECK(written("nothing: ~\n") == "nothing: null\n");
  CHECK(written("nothing: ''\n") == "nothing: \"\"\n");
  CHECK(written("port: !!str 80\n") == "port: !!str \"80\"\n");
}

TEST_CASE("what has several lines is written on one") {
  CHECK(written("text: |\n  a: b\n  # c\n") == "text: \"a: b\\n# c\\n\"\n");
}

TEST_CASE("an alias is written out") {
  CHECK(written("a: &x [1]\nb: *x\n") == "a:\n  - 1\nb:\n  - 1\n");
}

TEST_CASE("a key that stands twice is refused with its line") {
  CHECK_THROWS_WITH_AS(written("a: {b: 1,\n  b: 2}\n"),
                       "charmcraft.yaml:2: 'b' stands twice; keep one of them", YamlError);
}

TEST_CASE("a tag that only its author knows is refused with its line") {
  CHECK_THROWS_WITH_AS(written("a: !mine 1\n"),
                       "charmcraft.yaml:1: the tag !mine is not for a charm; leave it out",
                       YamlError);
  CHECK_THROWS_AS(written("a: !mine {b: 1}\n"), YamlError);
}
