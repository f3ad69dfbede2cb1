#include "ops/pebble/go_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

namespace ops::pebble {

namespace {

/// How UTF-8 writes the characters from `smallest` on, up to the next row's.
struct Form {
  unsigned char mask, lead;
  std::size_t bytes;
  char32_t smallest;
};
constexpr std::array kForms = {Form{0x80, 0x00, 1, 0}, Form{0xE0, 0xC0, 2, 0x80},
                               Form{0xF0, 0xE0, 3, 0x800}, Form{0xF8, 0xF0, 4, 0x10000}};
constexpr Rune kNone = {0xFFFD, 1};

bool is_code_point(char32_t point) {
  return point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
}

/// What Go does not print, beyond ASCII: controls, spaces but the one, formats, private use.
struct Span {
  char32_t first, last;
};
constexpr std::array kUnprintable = {
    Span{0x80, 0xA0},       Span{0xAD, 0xAD},       Span{0x600, 0x605},   Span{0x61C, 0x61C},
    Span{0x6DD, 0x6DD},     Span{0x70F, 0x70F},     Span{0x1680, 0x1680}, Span{0x180E, 0x180E},
    Span{0x2000, 0x200F},   Span{0x2028, 0x202F},   Span{0x205F, 0x206F}, Span{0x3000, 0x3000},
    Span{0xE000, 0xF8FF},   Span{0xFEFF, 0xFEFF},   Span{0xFFF0, 0xFFFB}, Span{0xFFFE, 0xFFFF},
    Span{0xE0000, 0xE00FF}, Span{0xE01F0, 0x10FFFF}};

bool is_printable(char32_t point) {
  if (point < 0x80) return point >= 0x20 && point != 0x7F;
  return std::none_of(kUnprintable.begin(), kUnprintable.end(),
                      [&](const Span& span) { return point >= span.first && point <= span.last; });
}

constexpr std::string_view kEscaped = "\a\b\f\n\r\t\v\"\\";
constexpr std::string_view kEscapes = "abfnrtv\"\\";

void append_hex(std::string& out, char kind, std::uint32_t number, int digits) {
  out += {'\\', kind};
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
    out += "0123456789abcdef"[(number >> shift) & 0xF];
}

void append_escape(std::string& out, char32_t point) {
  const std::size_t at = point < 0x80 ? kEscaped.find(static_cast<char>(point)) : kEscaped.npos;
  if (at != kEscaped.npos)
    out += {'\\', kEscapes[at]};
  else if (point < 0x80)
    append_hex(out, 'x', point, 2);
  else if (point < 0x10000)
    append_hex(out, 'u', point, 4);
  else
    append_hex(out, 'U', point, 8);
}

/// The digits of a number that is not negative, without the point, and where that stands:
/// "125", 1 is 1.25.
struct Decimal {
  std::string digits;
  int point;
};

Decimal shortest(double value) {
  char text[40];
  const auto [end, error] =
      std::to_chars(text, text + sizeof text, value, std::chars_format::scientific);
  const std::string_view all(text, static_cast<std::size_t>(end - text));
  const std::size_t e = all.find('e');
  Decimal decimal{std::string(all.substr(0, e)), 0};
  std::erase(decimal.digits, '.');
  const std::size_t sign = all[e + 1] == '+' ? 1 : 0;
  std::from_chars(all.data() + e + 1 + sign, end, decimal.point);
  ++decimal.point;
  return decimal;
}

std::string scientific(const Decimal& decimal) {
  std::string out = decimal.digits.substr(0, 1);
  if (decimal.digits.size() > 1) out += '.' + decimal.digits.substr(1);
  const int exponent = decimal.point - 1;
  out += exponent < 0 ? "e-" : "e+";
  if (std::abs(exponent) < 10) out += '0';
  return out + std::to_string(std::abs(exponent));
}

std::string fixed(const Decimal& decimal) {
  const auto size = static_cast<int>(decimal.digits.size());
  if (decimal.point <= 0)
    return "0." + std::string(static_cast<std::size_t>(-decimal.point), '0') + decimal.digits;
  if (decimal.point >= size)
    return decimal.digits + std::string(static_cast<std::size_t>(decimal.point - size), '0');
  const auto point = static_cast<std::size_t>(decimal.point);
  return decimal.digits.substr(0, point) + '.' + decimal.digits.substr(point);
}

bool equal_in_lower_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// An underscore must stand between digits; the one after "0x" counts as one.
bool takes_underscores_well(std::string_view number, bool hex) {
  char before = hex ? '0' : '!';
  for (const char c : number) {
    const bool digit = hex ? is_hex_digit(c) : is_digit(c);
    if (c == '_' ? before != '0' : !digit && before == '_') return false;
    before = digit ? '0' : c;
  }
  return before != '_';
}

std::size_t take_digits(std::string_view& text, bool hex) {
  std::size_t count = 0;
  while (count < text.size() && (hex ? is_hex_digit(text[count]) : is_digit(text[count]))) ++count;
  text.remove_prefix(count);
  return count;
}

/// "1.5e+3", or in `hex` "1.8p3", which needs its exponent. No sign, no underscores.
bool is_well_formed(std::string_view text, bool hex) {
  std::size_t digits = take_digits(text, hex);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    digits += take_digits(text, hex);
  }
  if (digits == 0) return false;
  const std::string_view exponent = hex ? "pP" : "eE";
  if (text.empty()) return !hex;
  if (exponent.find(text[0]) == exponent.npos) return false;
  text.remove_prefix(1);
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  return take_digits(text, false) > 0 && text.empty();
}

/// Of a text that is out of a double's range: nothing when it is too large, 0 when too small.
std::optional<double> out_of_range(const std::string& text, std::chars_format format) {
  long double wide = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), wide, format);
  const bool small = error == std::errc() ? wide < 1 : text.find('-') != text.npos;
  return small ? std::optional<double>(0) : std::nullopt;
}

std::optional<double> parse_magnitude(std::string_view text) {
  const bool hex = text.starts_with("0x") || text.starts_with("0X");
  if (hex) text.remove_prefix(2);
  if (!takes_underscores_well(text, hex)) return std::nullopt;
  std::string plain(text);
  std::erase(plain, '_');
  if (!is_well_formed(plain, hex)) return std::nullopt;
  const auto format = hex ? std::chars_format::hex : std::chars_format::general;
  if (const std::size_t plus = plain.find('+'); plus != plain.npos) plain.erase(plus, 1);
  double value = 0;
  const auto [end, error] =
      std::from_chars(plain.data(), plain.data() + plain.size(), value, format);
  return error == std::errc() ? std::optional(value) : out_of_range(plain, format);
}

}  // namespace

Rune first_rune(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto form = std::find_if(kForms.begin(), kForms.end(),
                                 [&](const Form& row) { return (byte(0) & row.mask) == row.lead; });
  if (form == kForms.end() || form->bytes > text.size()) return kNone;
  char32_t point = byte(0) & static_cast<unsigned char>(~form->mask);
  for (std::size_t i = 1; i < form->bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return kNone;
    point = (point << 6) | (byte(i) & 0x3F);
  }
  return point >= form->smallest && is_code_point(point) ? Rune{point, form->bytes} : kNone;
}

std::string go_quoted(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const Rune rune = first_rune(text);
    if (!rune.valid())
      append_hex(out, 'x', static_cast<unsigned char>(text[0]), 2);
    else if (is_printable(rune.point) && rune.point != '"' && rune.point != '\\')
      out += text.substr(0, rune.bytes);
    else
      append_escape(out, rune.point);
    text.remove_prefix(rune.bytes);
  }
  return out + '"';
}

std::string float_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  const Decimal decimal = shortest(std::fabs(value));
  const int exponent = decimal.point - 1;
  const bool small_enough = exponent >= -4 && exponent < 6;
  const std::string text = small_enough ? fixed(decimal) : scientific(decimal);
  return std::signbit(value) ? '-' + text : text;
}

std::optional<double> parse_float(std::string_view text) {
  const bool negative = text.starts_with('-');
  const bool has_sign = negative || text.starts_with('+');
  if (has_sign) text.remove_prefix(1);
  std::optional<double> value;
  if (equal_in_lower_case(text, "inf") || equal_in_lower_case(text, "infinity"))
    value = std::numeric_limits<double>::infinity();
  else if (!has_sign && equal_in_lower_case(text, "nan"))
    value = std::numeric_limits<double>::quiet_NaN();
  else
    value = parse_magnitude(text);
  return value && negative ? -*value : value;
}

}  // namespace ops::pebble
