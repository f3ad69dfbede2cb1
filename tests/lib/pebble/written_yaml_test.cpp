/// The YAML that Pebble writes, read at sight: always as the reader of all YAML has it.

#include "ops/pebble/written_yaml.h"

#include <doctest/doctest.h>

using namespace ops::pebble;
using ops::base::Yaml;

namespace {

/// All that there is to a tree.
std::string shown(const Yaml& yaml) {
  std::string text = std::to_string(static_cast<int>(yaml.kind)) + (yaml.plain ? "p" : "q") +
                     std::to_string(yaml.line) + "#" + std::to_string(yaml.number) + yaml.tag +
                     "<" + yaml.text + ">";
  for (const Yaml& item : yaml.items) text += "[" + shown(item) + "]";
  for (const auto& [key, value] : yaml.entries) text += "{" + shown(key) + shown(value) + "}";
  return text;
}

void check_alike(std::string_view text) {
  CAPTURE(text);
  const auto written = read_written_yaml(text);
  REQUIRE(written.has_value());
  CHECK(shown(*written) == shown(ops::base::parse_yaml(text, "test")));
}

}  // namespace

TEST_CASE("mappings, lists of words and values on one line are read at sight") {
  check_alike("services:\n    web:\n        override: replace\n        command: a -b --c=d e:f\n");
  check_alike("a:\n  b:\n    - one\n    - \"two #\"\n    - 'th\\ree: '\n  c: 1.50\nd: true");
  check_alike("a: /usr/bin/x y#z \"w\"\nb: \"\"\nc: it's\n");
  check_alike("a: x\na: y\n");
}

TEST_CASE("what could mean more is left to the reader of all YAML") {
  for (const char* text : {"",
                           "\n",
                           "word\n",
                           "a:\n",
                           "a: null\n",
                           "a: ~\n",
                           "a: |\n  x\n",
                           "a: {}\n",
                           "a: [b]\n",
                           "a: b: c\n",
                           "a: b #c\n",
                           "a: b:\n",
                           "a: 'it''s'\n",
                           "a: \"x\\ty\"\n",
                           "a: &x b\n",
                           "a: *x\n",
                           "a: !!str b\n",
                           "? a\n",
                           "- a\n",
                           "a: b\n c\n",
                           "a:\n  b: c\n d: e\n",
                           "a: b \n",
                           "a:  b\n",
                           "a:\n- b\n",
                           "a:\n  -\n",
                           "a:\n  - b: c\n",
                           "<<: a\n",
                           "a: \xc3\xa9\n",
                           "a: b\r\n",
                           "# a\n",
                           "---\na: b\n",
                           "a: b\n---\n",
                           "a: b\n\nc: d\n",
                           "\ta: b\n",
                           "a: \"b\nc\"\n",
                           "a:\n  b\n"}) {
    CAPTURE(text);
    CHECK_FALSE(read_written_yaml(text).has_value());
  }
}
