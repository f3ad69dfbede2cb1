#include "ops/base/utf8.h"

#include <doctest/doctest.h>

#include <string>

using namespace ops::base;

TEST_CASE("text of one to four bytes a character is UTF-8") {
  CHECK(is_utf8(""));
  CHECK(is_utf8(std::string_view("a\0z", 3)));
  CHECK(is_utf8("\xC2\x80 \xDF\xBF"));
  CHECK(is_utf8("\xE0\xA0\x80 \xED\x9F\xBF \xEE\x80\x80 \xEF\xBF\xBF"));
  CHECK(is_utf8("\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF"));
}

TEST_CASE("bytes that cannot lead, overlong forms, surrogates and what is beyond are not UTF-8") {
  for (const char* bad : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80",
                          "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5", "\xFF"})
    CHECK_FALSE(is_utf8(bad));
}

TEST_CASE("a character that breaks off is not UTF-8, at the end or before another") {
  for (const char* bad :
       {"\xC2", "\xE2\x82", "\xE2\x82z", "\xF0\x9F\x98", "\xF0\x9F\x98z", "\xC2z"})
    CHECK_FALSE(is_utf8(bad));
}

TEST_CASE("the front of a text is all of it, or whole characters of it") {
  CHECK(utf8_front("abcde", 5) == "abcde");
  CHECK(utf8_front("abcdef", 5) == "abcde");
  CHECK(utf8_front("abcdé", 5) == "abcd");
  CHECK(utf8_front("abc\U0001F600", 5) == "abc");
  CHECK(utf8_front("ab\U0001F600", 6) == "ab\U0001F600");
}

TEST_CASE("of what is not UTF-8, the front is still cut off somewhere near") {
  CHECK(utf8_front("\x80\x80\x80\x80\x80\x80\x80\x80", 6).size() == 3);
}
