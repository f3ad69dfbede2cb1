/// What Go's YAML takes a word for, and how it writes text so that it stays text.
#include "ops/pebble/yaml_words.h"

#include <doctest/doctest.h>

#include <string>

#include "ops/pebble/yaml_emitter.h"

using ops::pebble::is_old_yaml_word, ops::pebble::meaning_of, ops::pebble::tag_of,
    ops::pebble::YamlEmitter;

namespace {

std::string tag(std::string_view plain) { return std::string(tag_of(meaning_of(plain).word)); }

std::string value_of(std::string_view text, YamlEmitter::Slips slips = YamlEmitter::Slips::kept) {
  YamlEmitter out(slips);
  out.key("k", 0);
  out.text(text, 4);
  return out.done();
}

std::string key_of(std::string_view key) {
  YamlEmitter out(YamlEmitter::Slips::kept);
  out.key(key, 0);
  out.plain("1");
  return out.done();
}

}  // namespace

TEST_CASE("words that are no text to YAML") {
  for (const char* text : {"", "~", "null", "Null", "NULL"})
    CHECK_MESSAGE(tag(text) == "!!null", text);
  for (const char* text : {"true", "True", "FALSE"}) CHECK_MESSAGE(tag(text) == "!!bool", text);
  for (const char* text : {"nUll", "yes", "no", "<<", "=", "tRue"})
    CHECK_MESSAGE(tag(text) == "!!str", text);
}

TEST_CASE("integers in all of Go's bases") {
  for (const char* text : {"0", "-5", "+5", "017", "0o17", "0O17", "0x1F", "0b11", "-0b11", "1_000",
                           "0x_1", "18446744073709551615", "-9223372036854775808"})
    CHECK_MESSAGE(tag(text) == "!!int", text);
  CHECK(meaning_of("017").integer == 15);
  CHECK(meaning_of("-0x10").integer == -16);
  CHECK(meaning_of("1_000").integer == 1000);
  CHECK(meaning_of("18446744073709551615").too_large);
  for (const char* text : {"-", "+", "0x", "0b2", "0o8", "1a", "_1", "--1"})
    CHECK_MESSAGE(tag(text) == "!!str", text);
}

TEST_CASE("numbers with a point, an exponent, or too many digits") {
  for (const char* text : {"1.5", "1.", ".5", "+.5", "1e3", "-1E+3", "08", ".inf", "-.Inf", ".NaN",
                           "99999999999999999999", "1_0.5"})
    CHECK_MESSAGE(tag(text) == "!!float", text);
  for (const char* text : {".", "..", "1e", "1.5.5", "+.nan", "1e400", "._5", "inf"})
    CHECK_MESSAGE(tag(text) == "!!str", text);
}

TEST_CASE("dates that exist, with a time or without") {
  for (const char* text : {"2001-01-01", "2001-1-2", "2000-02-29", "2001-01-01T00:00:00Z",
                           "2001-01-01t1:2:3.5+07:00", "2001-01-01 01:02:03"})
    CHECK_MESSAGE(tag(text) == "!!timestamp", text);
  for (const char* text : {"2001-13-01", "2001-02-29", "2001-01-01T25:00:00Z", "20010-01-01",
                           "2001-01-01T01:02:03", "2001-01-01 01:02:03Z", "2001-01"})
    CHECK_MESSAGE(tag(text) == "!!str", text);
}

TEST_CASE("words that only old YAML takes for something else") {
  for (const char* text : {"y", "N", "yes", "OFF", "On", "1:30", "+1:2:3", "1_0:30.5"})
    CHECK_MESSAGE(is_old_yaml_word(text), text);
  for (const char* text : {"", "yEs", "1:60", "1:", ":30", "a:30", "1", "1.5"})
    CHECK_MESSAGE(!is_old_yaml_word(text), text);
}

TEST_CASE("text is quoted only where it must be") {
  CHECK(value_of("a, b") == "k: a, b\n");
  CHECK(value_of("it's") == "k: it's\n");
  CHECK(value_of("a#b") == "k: a#b\n");
  CHECK(value_of("-a") == "k: -a\n");
  CHECK(value_of("a #b") == "k: 'a #b'\n");
  CHECK(value_of("a: b") == "k: 'a: b'\n");
  CHECK(value_of("a:") == "k: 'a:'\n");
  CHECK(value_of("- a") == "k: '- a'\n");
  CHECK(value_of("'x'") == "k: '''x'''\n");
  CHECK(value_of(" a") == "k: ' a'\n");
  CHECK(value_of("---") == "k: '---'\n");
}

TEST_CASE("what would be read as something else stands between double quotes") {
  for (const char* text : {"", "true", "yes", "N", "123", "1.5", "1:30", "2001-01-01", "~"})
    CHECK(value_of(text) == "k: \"" + std::string(text) + "\"\n");
}

TEST_CASE("what only an escape can say stands between double quotes") {
  CHECK(value_of("a\tb") == "k: \"a\\tb\"\n");
  CHECK(value_of("a\rb") == "k: \"a\\rb\"\n");
  CHECK(value_of("a\x01\x7f") == "k: \"a\\x01\\x7F\"\n");
  CHECK(value_of("😀") == "k: \"\\U0001F600\"\n");
  CHECK(value_of("a \nb") == "k: \"a \\nb\"\n");
  CHECK(value_of("\ufeffa") == "k: \"\\uFEFF\\x61\"\n");
}

TEST_CASE("more than a line is a block, and says how it ends") {
  CHECK(value_of("a\nb") == "k: |-\n    a\n    b\n");
  CHECK(value_of("a\nb\n") == "k: |\n    a\n    b\n");
  CHECK(value_of("a\n\n") == "k: |+\n    a\n\n");
  CHECK(value_of(" a\nb") == "k: |4-\n     a\n    b\n");
}

TEST_CASE("Go's slips are kept for plans, and avoided for what Pebble is to read") {
  CHECK(value_of("\na") == "k: |4-\n    a\n");
  CHECK(value_of("\na", YamlEmitter::Slips::avoided) == "k: \"\\na\"\n");
  CHECK(value_of("a\u2028b") == "k: 'a\u2028    b'\n");
  CHECK(value_of("a\u2028b", YamlEmitter::Slips::avoided) == "k: \"a\\Lb\"\n");
}

TEST_CASE("bytes that are no UTF-8 are binary") {
  CHECK(value_of("\x80") == "k: !!binary gA==\n");
  CHECK(key_of("\x80") == "!!binary gA==: 1\n");
}

TEST_CASE("keys that are long, or more than a line, stand after a question mark") {
  const std::string longest(128, 'x');
  CHECK(key_of(longest) == longest + ": 1\n");
  CHECK(key_of(longest + 'x') == "? " + longest + "x\n: 1\n");
  CHECK(key_of("a\nb") == "? |-\n    a\n    b\n: 1\n");
  CHECK(key_of("true") == "\"true\": 1\n");
}
