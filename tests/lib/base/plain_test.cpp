/// Plain: Python's plain data as C++ holds it.
#include "ops/base/plain.h"

#include <cmath>
#include <sstream>
#include <vector>

#include "ops/base/errors.h"
#include "ops/base/json.h"
#include "ops/base/values.h"
#include "ops/testing/doctest.h"

using ops::base::Json, ops::base::Plain, ops::base::PlainEntry, ops::base::PlainKind;

namespace {

std::string shown(const Plain& value) { return ops::base::to_string(value); }

}  // namespace

TEST_CASE("a value says what it is, and gives nothing that it is not") {
  CHECK(Plain().is_null());
  CHECK(Plain(true).as_bool());
  CHECK(Plain(-5).as_int() == -5);
  CHECK(Plain(-5).as_double() == -5.0);
  CHECK(Plain(1.5).as_double() == 1.5);
  CHECK(Plain("é").as_string() == "é");
  CHECK(Plain::bytes("\xff").chars() == "\xff");
  CHECK(Plain::complex(1, 2).imaginary() == 2);
  CHECK_THROWS_AS((void)Plain(1).as_bool(), ops::ParseError);
  CHECK_THROWS_AS((void)Plain(true).as_int(), ops::ParseError);
  CHECK_THROWS_AS((void)Plain(1.0).as_int(), ops::ParseError);
  CHECK_THROWS_AS((void)Plain::bytes("x").as_string(), ops::ParseError);
  CHECK_THROWS_WITH_AS((void)Plain::list({1}).as_int(),
                       "cannot read the plain value: expected an integer of 64 bits, got "
                       "Plain::list({1})",
                       ops::ParseError);
}

TEST_CASE("an integer is kept exactly, however large") {
  CHECK(Plain::integer("-0009223372036854775808").kind() == PlainKind::integer);
  CHECK(Plain::integer("9223372036854775808").kind() == PlainKind::big_integer);
  CHECK(Plain::integer("-00123456789012345678901").chars() == "-123456789012345678901");
  for (const char* text : {"", "-", "1.5", "x", "+1"})
    CHECK_THROWS_AS(Plain::integer(text), ops::ParseError);
}

TEST_CASE("the parts of a container can be walked, counted and found") {
  const Plain list = Plain::list({1, "a", Plain::list()});
  CHECK(list.size() == 3);
  CHECK(list[1].as_string() == "a");
  CHECK_THROWS_AS((void)list[3], ops::LookupError);
  CHECK(list.contains(1.0));
  const Plain dict = Plain::dict({{"b", 1}, {Plain::tuple({1}), 2}, {"b", 3}});
  CHECK(dict.size() == 2);
  CHECK(dict.entries().begin()->key == Plain("b"));
  CHECK(dict.find("b")->as_int() == 3);
  CHECK(dict.find(Plain::tuple({true}))->as_int() == 2);
  CHECK(dict.find("c") == nullptr);
  CHECK(Plain().size() == 0);
}

TEST_CASE("equal values are of one kind; the same ones are what Python calls equal") {
  CHECK(Plain::dict({{"a", 1}, {"b", 2}}) == Plain::dict({{"b", 2}, {"a", 1}}));
  CHECK(Plain::set({1, 2}) == Plain::set({2, 1}));
  CHECK(Plain(std::nan("")) == Plain(std::nan("")));
  CHECK(Plain::list({1, 2}) != Plain::list({2, 1}));
  for (const PlainEntry& pair :
       std::initializer_list<PlainEntry>{{1, true},
                                         {1, 1.0},
                                         {Plain::set({1}), Plain::frozenset({1.0})},
                                         {Plain::list({0}), Plain::list({false})},
                                         {Plain::dict({{1, 2}}), Plain::dict({{true, 2.0}})}}) {
    const Plain &a = pair.key, &b = pair.value;
    CAPTURE(a);
    CHECK(a != b);
    CHECK(a.same_as(b));
    CHECK(a.hash() == b.hash());
  }
  CHECK_FALSE(Plain::list({1}).same_as(Plain::tuple({1})));
  CHECK_FALSE(Plain("1").same_as(1));
  CHECK_FALSE(Plain("1").same_as(Plain::bytes("1")));
}

TEST_CASE("a set keeps one of what is the same, also of many") {
  std::vector<Plain> items;
  items.reserve(1001);
  for (int i = 0; i < 1000; ++i) items.emplace_back(i % 500);
  items.push_back(3.0);
  const Plain set = Plain::of(PlainKind::set, items.data(), items.size());
  CHECK(set.size() == 500);
  CHECK(set[3].kind() == PlainKind::integer);
  CHECK(set.contains(499.0));
  CHECK_FALSE(set.contains(500));
}

TEST_CASE("what Python cannot hash is no key and no item of a set") {
  CHECK_THROWS_AS(Plain::set({Plain::list()}), ops::TypeError);
  CHECK_THROWS_AS(Plain::dict({{Plain::tuple({Plain::set()}), 1}}), ops::TypeError);
  CHECK_NOTHROW(Plain::set({Plain::frozenset(), Plain::tuple({1})}));
}

TEST_CASE("copies are one object, and what is made apart is not") {
  const Plain list = Plain::list();
  CHECK(Plain(list).identity() == list.identity());
  CHECK(Plain::list().identity() != list.identity());
  CHECK(Plain::list({list})[0].identity() == list.identity());
  CHECK(Plain(1).identity() == nullptr);
}

TEST_CASE("JSON has a word for each kind, and reads it back") {
  for (const char* json : {"null",
                           "true",
                           "-5",
                           "123456789012345678901",
                           "1.5",
                           "2.0",
                           R"({"!float":"nan"})",
                           R"({"!float":"-inf"})",
                           R"("é\n")",
                           R"({"!bytes":"AP8="})",
                           R"([1,[2,{"a":[]}]])",
                           R"({"b":1,"a":2})",
                           R"({"!dict":[[1,"x"],[null,"y"],[{"!tuple":[1,2]},"z"]]})",
                           R"({"!set":["a",1]})",
                           R"({"!set":[]})",
                           R"({"!frozenset":[2]})",
                           R"({"!tuple":[]})",
                           R"({"!complex":[1.0,2.0]})",
                           R"({"!dict":[["!set",1]]})",
                           R"({"!object":"datetime"})"}) {
    CAPTURE(json);
    CHECK(Plain::from_json(json).to_json() == json);
    const auto again = ops::base::from_json<Plain>(ops::base::to_json(Plain::from_json(json)));
    CHECK(again.to_json() == json);
  }
  CHECK(Plain::from_json(R"({"!int": "-123456789012345678901"})").to_json() ==
        "-123456789012345678901");
}

TEST_CASE("JSON that stands for nothing is refused") {
  for (const char* json :
       {"", "{", "[1,]", R"({"!unknown": 1})", R"({"!set": 1})", R"({"!bytes": "?"})",
        R"({"!float": "1"})", R"({"!complex": [1]})", R"({"!dict": [[1]]})", R"({"!int": "x"})"})
    CHECK_THROWS_AS(Plain::from_json(json), ops::ParseError);
  CHECK_THROWS_AS(Plain::from_json(R"({"!set": [[]]})"), ops::TypeError);
  CHECK_THROWS_AS(Plain::from_json(std::string(1001, '[')), ops::ParseError);
}

TEST_CASE("a Json is taken as it is: what looks like a tag is a dict") {
  CHECK(Plain(Json::parse(R"({"!set": [1]})")).kind() == PlainKind::dict);
  CHECK(Plain(Json::parse("[1, 1.5, null]")) == Plain::list({1, 1.5, Plain()}));
}

TEST_CASE("it prints the C++ that makes it") {
  CHECK(shown(Plain::list({1, "a", Plain(), true, 0.5})) ==
        R"(Plain::list({1, "a", Plain(), true, 0.5}))");
  CHECK(shown(Plain::dict({{"a", Plain::set()}})) == R"(Plain::dict({{"a", Plain::set({})}}))");
  CHECK(shown(Plain::bytes("x")) == R"(Plain::bytes("x"))");
  CHECK(shown(Plain::integer("123456789012345678901")) ==
        R"(Plain::integer("123456789012345678901"))");
  CHECK(shown(-INFINITY) == "-INFINITY");
}
