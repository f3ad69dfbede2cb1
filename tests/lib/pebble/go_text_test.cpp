/// Text as Go writes and reads it.
#include "ops/pebble/go_text.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "ops/base/base64.h"
#include "ops/pebble/name_order.h"

using ops::base::base64_bytes, ops::base::base64_lines, ops::pebble::comes_before,
    ops::pebble::first_rune, ops::pebble::float_text, ops::pebble::parse_float,
    ops::pebble::go_quoted;

namespace {
constexpr double kInfinity = std::numeric_limits<double>::infinity();
}

TEST_CASE("quoting keeps what can be printed and escapes all else") {
  CHECK(go_quoted("plain é → 😀") == "\"plain é → 😀\"");
  CHECK(go_quoted("a\"b\\c") == R"("a\"b\\c")");
  CHECK(go_quoted("\a\b\f\n\r\t\v") == R"("\a\b\f\n\r\t\v")");
  CHECK(go_quoted(std::string("\0\x1b\x7f", 3)) == R"("\x00\x1b\x7f")");
  CHECK(go_quoted("\u00a0\u2028\ufeff") == R"("\u00a0\u2028\ufeff")");
  CHECK(go_quoted("\U000E0001") == R"("\U000e0001")");
  CHECK(go_quoted("a\xff") == R"("a\xff")");
}

TEST_CASE("a character is read at the front, or a byte that is none") {
  CHECK(first_rune("é").point == 0xE9);
  CHECK(first_rune("\xe9").bytes == 1);
}

TEST_CASE("numbers are as short as they can be, with exponents from 1e+06 on") {
  CHECK(float_text(2) == "2");
  CHECK(float_text(2.5) == "2.5");
  CHECK(float_text(123456.7) == "123456.7");
  CHECK(float_text(999999) == "999999");
  CHECK(float_text(1e6) == "1e+06");
  CHECK(float_text(1234567.5) == "1.2345675e+06");
  CHECK(float_text(0.0001) == "0.0001");
  CHECK(float_text(0.00001234) == "1.234e-05");
  CHECK(float_text(1.7976931348623157e308) == "1.7976931348623157e+308");
  CHECK(float_text(-0.5) == "-0.5");
  CHECK(float_text(0) == "0");
  CHECK(float_text(-kInfinity) == "-Inf");
  CHECK(float_text(std::nan("")) == "NaN");
}

TEST_CASE("numbers are read as Go reads them") {
  CHECK(parse_float("+2") == 2.0);
  CHECK(parse_float(".5e1") == 5.0);
  CHECK(parse_float("1.") == 1.0);
  CHECK(parse_float("1_0") == 10.0);
  CHECK(parse_float("0x1.8p1") == 3.0);
  CHECK(parse_float("-iNf") == -kInfinity);
  CHECK(parse_float("Infinity") == kInfinity);
  CHECK(std::isnan(parse_float("nan").value_or(0)));
  CHECK(parse_float("1e-999") == 0.0);
}

TEST_CASE("what is no number to Go is none") {
  for (const char* text : {"", "+", ".", "e5", "1e", "abc", "0x10", "0b11", "1__0", "_1", "1_",
                           "+nan", "infi", "1 ", "1e999", ".inf", "--1"})
    CHECK_MESSAGE(!parse_float(text), text);
}

TEST_CASE("names are ordered by their words, and by the numbers in them") {
  CHECK(comes_before("a", "b"));
  CHECK(comes_before("svc2", "svc10"));
  CHECK_FALSE(comes_before("svc10", "svc2"));
  CHECK(comes_before("svc", "svc2"));
  CHECK(comes_before("svc02", "svc3"));
  CHECK(comes_before("Zed", "a"));
  CHECK(comes_before("a-b", "ab"));  // letters come last …
  CHECK(comes_before("1a", "1-"));   // … but after digits first
  CHECK(comes_before("9", "a"));
  CHECK(comes_before("a", "é"));
  CHECK(comes_before("→", "é"));
  CHECK_FALSE(comes_before("a", "a"));
}

TEST_CASE("base 64 goes there and back") {
  CHECK(base64_lines("") == "");
  CHECK(base64_lines("\x80") == "gA==");
  CHECK(base64_lines("\x80\x81") == "gIE=");
  CHECK(base64_lines("\x80\x81\x82") == "gIGC");
  CHECK(base64_bytes("gI\nE=") == "\x80\x81");
  for (const char* text : {"g", "gIE", "g===", "gI=E", "g*=="}) CHECK_FALSE(base64_bytes(text));
}

TEST_CASE("base 64 of more than a line is broken after 70 characters") {
  const std::string text = base64_lines(std::string(60, '\xff'));
  CHECK(text.find('\n') == 70);
  CHECK(text.back() == '\n');
  CHECK(base64_bytes(text) == std::string(60, '\xff'));
}
