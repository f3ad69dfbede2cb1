/// Json: its canonical text, and the values read back from it.
#include "ops/base/json.h"

#include <limits>

#include "ops/base/errors.h"
#include "ops/testing/doctest.h"

using ops::ParseError;
using ops::base::Json;

namespace {

std::string message_of(const std::string& text) {
  try {
    Json::parse(text);
  } catch (const ParseError& error) {
    return error.what();
  }
  return "";
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("a Json is written as JSON writes it") {
  CHECK(Json().text() == "null");
  CHECK(Json(true).text() == "true");
  CHECK(Json(-12).text() == "-12");
  CHECK(Json(std::numeric_limits<std::int64_t>::min()).text() == "-9223372036854775808");
  CHECK(Json(1.0).text() == "1.0");
  CHECK(Json(-0.0).text() == "-0.0");
  CHECK(Json(1e300).text() == "1e+300");
  CHECK(Json("").text() == R"("")");
  CHECK(Json("plain text ~").text() == R"("plain text ~")");
  CHECK(Json(std::string("a\"b\\c\n\t\x01")).text() == R"("a\"b\\c\n\t\u0001")");
  CHECK(Json(std::string_view("zoë ☃")).text() == "\"zoë ☃\"");
  CHECK(Json(std::string("a\0b", 3)).text() == R"("a\u0000b")");
  CHECK(Json("\x7f").text() == "\"\x7f\"");
}

TEST_CASE("what JSON cannot write is refused") {
  const double infinity = std::numeric_limits<double>::infinity();
  const double largest = std::numeric_limits<double>::max();
  CHECK_THROWS_AS((Json{infinity}), ParseError);
  CHECK_THROWS_AS((Json{infinity - infinity}), ParseError);
  CHECK_NOTHROW((Json{largest}));
  CHECK_THROWS_AS(Json("caf\xe9"), ParseError);
  CHECK_NOTHROW(Json("caf\xc3\xa9"));
  CHECK_THROWS_WITH_AS(Json("\xff"),
                       "cannot write a string as JSON: it is not UTF-8: invalid UTF-8 byte at "
                       "index 0: 0xFF; encode it, for instance as base64",
                       ParseError);
}

TEST_CASE("parsing makes one text of all that mean the same") {
  CHECK(Json::parse(" { \"b\" : 1, \"a\" : [ ] } ").text() == R"({"a":[],"b":1})");
  CHECK(Json::parse(R"({"a": 1, "b": 2})") == Json::parse(R"({"b": 2, "a": 1})"));
  CHECK(Json::parse("[1, 2]") != Json::parse("[2, 1]"));
  CHECK(Json::parse(R"("\u0061\/")").text() == R"("a/")");
  CHECK(Json::parse(R"("\u00e9")").text() == "\"é\"");
  CHECK(Json::parse("1e2").text() == "100.0");
  CHECK(Json::parse("-0").text() == "0");
  CHECK(Json::parse("{\"a\": 1, \"a\": 2}").text() == R"({"a":2})");
}

TEST_CASE("a text that is canonical already stays as it is") {
  for (const char* text : {"null", "true", "false", "0", "7", "-7", "123456789012345678", "{}",
                           "[]", R"("")", R"("plain")", "18446744073709551615",
                           "-9223372036854775808", "1.5", R"({"a":[1,"x",null]})"})
    CHECK(Json::parse(text).text() == text);
}

TEST_CASE("what is not JSON is refused, with the place and the text") {
  CHECK(message_of("{\"a\": }") ==
        "cannot read JSON: parse error at line 1, column 7: syntax error while parsing value - "
        "unexpected '}'; expected '[', '{', or a literal; the text is: {\"a\": }");
  for (const char* text : {"", " ", "nul", "01", "-", "+1", "1.", "\"", "\"a\"b\"", "\"\x01\"",
                           "\"\xff\"", "[1,]", "{1:2}", "1 2", "NaN", "'a'", "\"\\ud800\""})
    CHECK_THROWS_AS(Json::parse(text), ParseError);
  CHECK(message_of('[' + std::string(5000, '1')).size() < 500);
}

TEST_CASE("a text that is nested too deep is refused before it can exhaust the stack") {
  CHECK_NOTHROW(Json::parse(nested(1000)));
  CHECK_THROWS_AS(Json::parse(nested(1001)), ParseError);
  CHECK_THROWS_AS(Json::parse(nested(1'000'000)), ParseError);
  CHECK_NOTHROW(Json::parse('"' + std::string(3000, '[') + '"'));
  CHECK_NOTHROW(Json::parse("[\"\\\"" + std::string(3000, '[') + "\"]"));
}

TEST_CASE("a value is read back as what it was") {
  CHECK(Json().is_null());
  CHECK_FALSE(Json(0).is_null());
  CHECK_FALSE(Json("null").is_null());
  CHECK(Json(true).as_bool());
  CHECK_FALSE(Json(false).as_bool());
  CHECK(Json(-12).as_int() == -12);
  CHECK(Json(std::numeric_limits<std::int64_t>::min()).as_int() ==
        std::numeric_limits<std::int64_t>::min());
  CHECK(Json(2.5).as_double() == 2.5);
  CHECK(Json(5e-324).as_double() == 5e-324);
  CHECK(Json(std::numeric_limits<double>::max()).as_double() == std::numeric_limits<double>::max());
  CHECK(Json(3).as_double() == 3.0);
  for (const std::string text : {"", "plain", "a\"b\\c\n", "zoë ☃", "\\", "\x7f"})
    CHECK(Json(text).as_string() == text);
}

TEST_CASE("a list and an object are made of their parts") {
  const Json list = Json::list({1, "two", Json::list({})});
  CHECK(list.text() == R"([1,"two",[]])");
  const Json object = Json::object({{"z", true}, {"a\"", list}});
  CHECK(object.text() == R"({"a\"":[1,"two",[]],"z":true})");
  CHECK(Json::object(object.entries()) == object);
  CHECK_THROWS_AS((void)Json::object({{"\xff", 1}}), ParseError);
}

TEST_CASE("a value of another kind than asked for is refused") {
  CHECK_THROWS_WITH_AS((void)Json(5).as_string(),
                       "cannot read the JSON value: expected a string, got 5", ParseError);
  CHECK_THROWS_WITH_AS((void)Json("5").as_int(),
                       "cannot read the JSON value: expected an integer of 64 bits, got \"5\"",
                       ParseError);
  CHECK_THROWS_AS((void)Json(1).as_bool(), ParseError);
  CHECK_THROWS_AS((void)Json("true").as_bool(), ParseError);
  CHECK_THROWS_AS((void)Json(1.0).as_int(), ParseError);
  CHECK_THROWS_AS((void)Json::parse("9223372036854775808").as_int(), ParseError);
  CHECK_THROWS_AS((void)Json(true).as_int(), ParseError);
  CHECK_THROWS_AS((void)Json().as_double(), ParseError);
  CHECK_THROWS_AS((void)Json::parse("[]").as_string(), ParseError);
}
