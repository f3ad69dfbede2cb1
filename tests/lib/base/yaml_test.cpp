#include "ops/base/yaml.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using ops::base::parse_yaml, ops::base::Yaml, ops::base::yaml_to_json, ops::base::YamlError,
    ops::base::YamlKind;

namespace {

Yaml parsed(std::string_view text) { return parse_yaml(text, "a.yaml"); }

std::string json_of(std::string_view text) { return yaml_to_json(parsed(text), "a.yaml"); }

std::string error_of(std::string_view text) {
  try {
    return "no error, but " + json_of(text);
  } catch (const YamlError& error) {
    return error.what();
  }
}

bool fails_at(std::string_view text, int line) {
  try {
    parsed(text);
  } catch (const YamlError& error) {
    return error.line() == line;
  }
  return false;
}

std::string repeated(std::string_view what, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += what;
  return out;
}

}  // namespace

TEST_CASE("A YAML document becomes a tree that knows its lines") {
  const Yaml yaml = parsed("name: demo\nports:\n  - 8000\n  - '8001'\nnothing:\n");
  CHECK(yaml.kind == YamlKind::mapping);
  CHECK(yaml.entries.size() == 3);
  CHECK(yaml.find("name")->text == "demo");
  CHECK(yaml.find("ports")->items[1].text == "8001");
  CHECK(yaml.find("ports")->items[1].line == 4);
  CHECK(yaml.find("nothing")->is_null());
  CHECK(yaml.find("absent") == nullptr);
}

TEST_CASE("An empty YAML document is a null") {
  CHECK(parsed("").is_null());
  CHECK(parsed("# only a comment\n").is_null());
  CHECK(parsed("---\n").is_null());
}

TEST_CASE("A byte order mark before YAML is skipped") {
  CHECK(parsed("\xEF\xBB\xBFname: demo").find("name")->text == "demo");
}

TEST_CASE("Quotes make text of what would be a number or null") {
  CHECK(parsed("8000").plain);
  CHECK_FALSE(parsed("'8000'").plain);
  CHECK(json_of("[8000, '8000', null, 'null', ~, \"~\"]") ==
        R"([8000,"8000",null,"null",null,"~"])");
}

TEST_CASE("A null keeps the word that it was written with") {
  CHECK(parsed("a: ~\nb: null\nc:\n").find("a")->text == "~");
  CHECK(parsed("a: ~\nb: null\nc:\n").find("b")->text == "null");
  CHECK(parsed("a: ~\nb: null\nc:\n").find("c")->text.empty());
}

TEST_CASE("Only YAML 1.1's words are booleans") {
  CHECK(json_of("[yes, No, TRUE, off, On]") == "[true,false,true,false,true]");
  CHECK(json_of("[y, nO, 'true']") == R"(["y","nO","true"])");
}

TEST_CASE("Integers are read as YAML 1.1 writes them") {
  CHECK(json_of("[0, -7, +7, 1_000, 0x1F, 0b101, 017, -0x10]") == "[0,-7,7,1000,31,5,15,-16]");
  CHECK(json_of("[1:30, 1:30:00]") == "[90,5400]");
  CHECK(json_of("[08, 0o17, 1:60, 0x, 0xG, _1, '1']") ==
        R"(["08","0o17","1:60","0x","0xG","_1","1"])");
}

TEST_CASE("Integers reach to the ends of 64 bits and no further") {
  CHECK(json_of("[9223372036854775807, -9223372036854775808]") ==
        "[9223372036854775807,-9223372036854775808]");
  CHECK(error_of("9223372036854775808") ==
        "a.yaml:1: cannot keep the number 9223372036854775808: it needs over 64 bits");
}

TEST_CASE("Floats are read as YAML 1.1 writes them") {
  CHECK(json_of("[1.5, 1., .5, -1.5, 1_0.5, 1.5e+3, 1:30.5]") ==
        "[1.5,1.0,0.5,-1.5,10.5,1500.0,90.5]");
  CHECK(json_of("[1e3, 1.5e3, ., -.5, '1.5', 1:60.5]") ==
        R"(["1e3","1.5e3",".","-.5","1.5","1:60.5"])");
}

TEST_CASE("A float is no integer and an integer no float") {
  std::int64_t integer = 3;
  double number = 4;
  CHECK_FALSE(parsed("1.5").as_int(integer));
  CHECK_FALSE(parsed("15").as_float(number));
  CHECK(integer == 3);
  CHECK(number == 4);
}

TEST_CASE("Infinities and nan are floats, but no JSON") {
  double number = 0;
  CHECK(parsed("-.inf").as_float(number));
  CHECK(number == -std::numeric_limits<double>::infinity());
  CHECK(parsed(".nan").as_float(number));
  CHECK(std::isnan(number));
  CHECK(error_of("a: .inf") == "a.yaml:1: cannot keep the number .inf: JSON has none such");
}

TEST_CASE("A tag decides what a scalar is") {
  CHECK(json_of("[!!str 5, !!int '5', !!float 5, !!bool 'yes', !!null x, ! 5]") ==
        R"(["5",5,5.0,true,null,"5"])");
  CHECK(parsed("!!binary aGk=").tag == "!!binary");
  CHECK(parsed("!mine x").tag == "!mine");
  CHECK(error_of("!mine x") == "a.yaml:1: cannot read the text 'x' as !mine");
  CHECK(error_of("!!int x") == "a.yaml:1: cannot read the text 'x' as !!int");
  CHECK(error_of("!mine [x]") == "a.yaml:1: cannot read a list as !mine");
}

TEST_CASE("Keys that are no text are spelled as JSON spells them") {
  CHECK(json_of("{1: a, yes: b, ~: c, '2': d}") == R"({"1":"a","2":"d","null":"c","true":"b"})");
}

TEST_CASE("A key that is a list or a mapping is refused") {
  CHECK(error_of("a: 1\n[b]: 2") == "a.yaml:2: cannot use a list as a key; use text");
  CHECK(error_of("? {b: c}\n: 2") == "a.yaml:1: cannot use a mapping as a key; use text");
}

TEST_CASE("Of a key that stands twice the last one is found and both are kept") {
  const Yaml yaml = parsed("a: 1\na: 2");
  CHECK(yaml.entries.size() == 2);
  CHECK(yaml.find("a")->text == "2");
}

TEST_CASE("Aliases are expanded") {
  CHECK(json_of("a: &x {b: [1]}\nc: *x\nd: [*x, *x]") ==
        R"({"a":{"b":[1]},"c":{"b":[1]},"d":[{"b":[1]},{"b":[1]}]})");
  CHECK(json_of("[&x 1, *x, &x 2, *x]") == "[1,1,2,2]");
}

TEST_CASE("An alias to nothing, or to what it stands in, is an error with its line") {
  CHECK(fails_at("a: 1\nb: *nowhere", 2));
  CHECK(error_of("a:\n  &x [1,\n  *x]") ==
        "a.yaml:3: cannot expand an alias: it stands inside what it refers to");
}

TEST_CASE("A merge key gives what the mapping does not have itself") {
  CHECK(json_of("a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3") ==
        R"({"a":{"p":1,"q":2},"b":{"p":1,"q":3}})");
  CHECK(parsed("{<<: {p: 1, q: 2}, q: 3}").entries.size() == 2);
}

TEST_CASE("Of several merged mappings the first one that has a key gives it") {
  CHECK(json_of("{<<: [{p: 1}, {p: 2, q: 2}]}") == R"({"p":1,"q":2})");
}

TEST_CASE("A quoted merge key is a key like any other") {
  CHECK(json_of("{'<<': 1}") == R"({"<<":1})");
  CHECK(error_of("{<<: 1}") == "a.yaml:1: cannot merge the number 1 with '<<'; merge a mapping");
}

TEST_CASE("Aliases that would fill the memory are refused") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    const std::string number = std::to_string(i);
    bomb += "a" + number + ": &a" + number + " [" + before + repeated(", " + before, 9) + "]\n";
  }
  CHECK(error_of(bomb) ==
        "a.yaml:1: cannot expand its aliases: that makes more than 100,000 values");
  const std::string long_text = "a: &a " + repeated("x", 1'000'000) + "\nb: [";
  CHECK(error_of(long_text + repeated("*a, ", 20) + "]") ==
        "a.yaml:1: cannot expand its aliases: that makes more than 16 MiB of text");
  CHECK(error_of(long_text + repeated("*a, ", 10) + "]").starts_with("no error"));
}

TEST_CASE("More than 100,000 values are refused") {
  CHECK(parsed("[" + repeated("x, ", 99'999) + "]").items.size() == 99'999);
  CHECK(error_of("[" + repeated("x, ", 100'000) + "]") ==
        "a.yaml:1: cannot read it: it has more than 100,000 values");
}

TEST_CASE("Nesting deeper than 100 is refused") {
  CHECK_NOTHROW(parsed(repeated("[", 100) + repeated("]", 100)));
  CHECK(fails_at(repeated("[", 101) + repeated("]", 101), 1));
  CHECK(fails_at(repeated("[", 100'000), 1));
  CHECK(fails_at(repeated("- ", 100'000), 1));
  CHECK(fails_at(repeated("? ", 100'000), 1));
}

TEST_CASE("What is not YAML is an error with its line") {
  CHECK(fails_at("a: 'open", 1));
  CHECK(fails_at("a: 1\nb: \"open", 2));
  CHECK(fails_at("a: [1, 2", 1));
  CHECK(fails_at("a: 1\nb: c: d", 2));
  CHECK(fails_at("a: 1\n- b", 2));
  CHECK(fails_at("a: 1\n  b: 2", 2));
  CHECK(fails_at("a: 1\n]", 2));
  CHECK(fails_at("a:\n\tb: 1", 2));
  CHECK(fails_at("a: @b", 1));
  CHECK(fails_at("a: `b`", 1));
  CHECK(fails_at("a: %b", 1));
  CHECK(fails_at("a: {b: 1}}", 1));
}

TEST_CASE("A quote that is not closed is an error where it opens") {
  CHECK(fails_at("a: 1\nb: 'open\nc: 2\n", 2));
  CHECK(fails_at("a: &x !!str \"open\n", 1));
  CHECK(json_of("a: 'it''s'\nb: \"\\\"\"\n") == R"({"a":"it's","b":"\""})");
}

TEST_CASE("A key without a colon is an error") {
  CHECK(error_of("a: 1\nb") == "a.yaml:2: cannot read 'b' as a key: no colon follows it");
  CHECK(fails_at("a: 1\nb:2\n", 2));
  CHECK(fails_at("a: 1\n'b'\n", 2));
  CHECK(json_of("a:\n'b' :\nc\t: 1\n&x d: 2\n!!str e:\n") ==
        R"({"a":null,"b":null,"c":1,"d":2,"e":null})");
}

TEST_CASE("A key may be left without a colon between braces or after a question mark") {
  CHECK(json_of("{a, 'b'}") == R"({"a":null,"b":null})");
  CHECK(json_of("? a\n? b\n") == R"({"a":null,"b":null})");
}

TEST_CASE("A colon without a key is an error") {
  CHECK(error_of("a: 1\n: b") ==
        "a.yaml:2: cannot read it as YAML: there is no key before the colon");
  CHECK(json_of("~ : b") == R"({"null":"b"})");
}

TEST_CASE("Characters of several bytes and carriage returns do not shift positions") {
  CHECK(json_of("\xE2\x82\xAC: '\xC3\xA9'\r\nb: \xC3\xA9\r\nc: ~\r\nd: 'x'\r\n") ==
        "{\"b\":\"\xC3\xA9\",\"c\":null,\"d\":\"x\",\"\xE2\x82\xAC\":\"\xC3\xA9\"}");
  CHECK(parsed("\xC3\xA9: 1\r\na: Null\r\n").find("a")->text == "Null");
}

TEST_CASE("Escapes become characters") {
  CHECK(json_of(R"("a\_\N\xe9\u20ac\U0001F600\t")") ==
        "\"a\xC2\xA0\xC2\x85\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\\t\"");
  CHECK(fails_at(R"("\ud800")", 1));
  CHECK(fails_at(R"("\q")", 1));
  CHECK(fails_at("\"\\\xC3\xA9\"", 1));
}

TEST_CASE("Only the first of several documents is read") {
  CHECK(json_of("a: 1\n---\nb: 2") == R"({"a":1})");
  CHECK(json_of("--- a\n...\nb") == R"("a")");
}

TEST_CASE("Text that is no UTF-8 or has control characters is an error with its line") {
  CHECK(error_of("a: 1\nb: \xFF") ==
        "a.yaml:2: cannot read the text: it is not UTF-8; save the file as UTF-8");
  CHECK(fails_at("a: \xC0\x80", 1));      // overlong
  CHECK(fails_at("a: \xED\xA0\x80", 1));  // half of a surrogate pair
  CHECK(fails_at("a: \xE2\x82", 1));      // cut short
  CHECK(fails_at(std::string_view("a: 1\n\0", 6), 2));
  CHECK(fails_at("a: \x1B[0m", 1));
  CHECK(parsed("a: \xE2\x82\xAC \xF0\x9F\x98\x80").find("a")->text ==
        "\xE2\x82\xAC \xF0\x9F\x98\x80");
}

TEST_CASE("A YAML value is described in words") {
  CHECK(parsed("{}").described() == "a mapping");
  CHECK(parsed("[]").described() == "a list");
  CHECK(parsed("~").described() == "null");
  CHECK(parsed("yes").described() == "the boolean yes");
  CHECK(parsed("1.50").described() == "the number 1.50");
  CHECK(parsed("'1.50'").described() == "the text '1.50'");
  CHECK(parsed(repeated("\xE2\x82\xAC", 30)).described() ==
        "the text '" + repeated("\xE2\x82\xAC", 20) + "…'");
}
