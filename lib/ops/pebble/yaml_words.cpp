#include "ops/pebble/yaml_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <string>

#include "ops/pebble/go_text.h"

namespace ops::pebble {

namespace {

struct Word {
  std::string_view text;
  YamlWord word;
  double number = 0;
};
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::array kWords = {
    Word{"true", YamlWord::boolean},
    Word{"True", YamlWord::boolean},
    Word{"TRUE", YamlWord::boolean},
    Word{"false", YamlWord::boolean},
    Word{"False", YamlWord::boolean},
    Word{"FALSE", YamlWord::boolean},
    Word{"", YamlWord::null},
    Word{"~", YamlWord::null},
    Word{"null", YamlWord::null},
    Word{"Null", YamlWord::null},
    Word{"NULL", YamlWord::null},
    Word{".nan", YamlWord::number, kNaN},
    Word{".NaN", YamlWord::number, kNaN},
    Word{".NAN", YamlWord::number, kNaN},
    Word{".inf", YamlWord::number, kInfinity},
    Word{".Inf", YamlWord::number, kInfinity},
    Word{".INF", YamlWord::number, kInfinity},
    Word{"+.inf", YamlWord::number, kInfinity},
    Word{"+.Inf", YamlWord::number, kInfinity},
    Word{"+.INF", YamlWord::number, kInfinity},
    Word{"-.inf", YamlWord::number, -kInfinity},
    Word{"-.Inf", YamlWord::number, -kInfinity},
    Word{"-.INF", YamlWord::number, -kInfinity},
};

constexpr std::array<std::string_view, 16> kOldBooleans = {"y",  "Y",   "yes", "Yes", "YES", "on",
                                                           "On", "ON",  "n",   "N",   "no",  "No",
                                                           "NO", "off", "Off", "OFF"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  text.remove_prefix(count);
  return count;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text[0]) == any_of.npos) return false;
  text.remove_prefix(1);
  return true;
}

// ---- Timestamps -----------------------------------------------------------------------------

/// One or two digits, as a number from `low` to `high`.
bool take_number(std::string_view& text, int low, int high, int& out) {
  std::size_t length = 0;
  while (length < 2 && length < text.size() && is_digit(text[length])) ++length;
  out = 0;
  for (std::size_t i = 0; i < length; ++i) out = out * 10 + (text[i] - '0');
  text.remove_prefix(length);
  return length > 0 && out >= low && out <= high;
}

int days_in(int year, int month) {
  constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

/// "2001-1-31"
bool take_date(std::string_view& text) {
  int year = 0, month = 0, day = 0;
  if (text.size() < 5 || text.substr(0, 4).find_first_not_of("0123456789") != text.npos)
    return false;
  std::from_chars(text.data(), text.data() + 4, year);
  text.remove_prefix(4);
  return take(text, "-") && take_number(text, 1, 12, month) && take(text, "-") &&
         take_number(text, 1, days_in(year, month), day);
}

/// "15:4:5.25"
bool take_time(std::string_view& text) {
  int hour = 0, minute = 0, second = 0;
  if (!take_number(text, 0, 23, hour) || !take(text, ":") || !take_number(text, 0, 59, minute) ||
      !take(text, ":") || !take_number(text, 0, 59, second))
    return false;
  if (text.size() > 1 && (text[0] == '.' || text[0] == ',') && is_digit(text[1])) {
    text.remove_prefix(1);
    take_digits(text);
  }
  return true;
}

/// "Z" or "+07:00"
bool take_zone(std::string_view& text) {
  if (take(text, "Z")) return true;
  int hours = 0, minutes = 0;
  const bool two_digits = text.size() == 6 && text[3] == ':';
  return two_digits && take(text, "+-") && take_number(text, 0, 24, hours) && take(text, ":") &&
         take_number(text, 0, 60, minutes);
}

bool is_timestamp(std::string_view text) {
  if (!take_date(text)) return false;
  if (text.empty()) return true;
  const bool spaced = text[0] == ' ';
  if (!take(text, " Tt") || !take_time(text)) return false;
  return spaced ? text.empty() : take_zone(text) && text.empty();
}

// ---- Numbers --------------------------------------------------------------------------------

struct Radix {
  std::string_view prefixes;  // the letter after a leading 0
  int base;
};
constexpr std::array kRadixes = {Radix{"bB", 2}, Radix{"oO", 8}, Radix{"xX", 16}};

/// Takes "0x" and the like off the front.
int take_base(std::string_view& digits) {
  if (!digits.starts_with('0')) return 10;
  for (const Radix& radix : kRadixes)
    if (digits.size() > 2 && radix.prefixes.find(digits[1]) != digits.npos) {
      digits.remove_prefix(2);
      return radix.base;
    }
  if (digits.size() > 1) digits.remove_prefix(1);
  return 8;
}

bool read_magnitude(std::string_view digits, int base, std::uint64_t& out) {
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, out, base);
  return error == std::errc() && stop == end;
}

YamlMeaning integer(std::int64_t value) { return {.word = YamlWord::integer, .integer = value}; }

bool read_signed(std::string_view text, int base, YamlMeaning& out) {
  constexpr std::uint64_t kLargest = std::numeric_limits<std::int64_t>::max();
  const bool negative = text.starts_with('-');
  const bool has_sign = take(text, "+-");
  if (base == 0) base = take_base(text);
  std::uint64_t magnitude = 0;
  if (!read_magnitude(text, base, magnitude)) return false;
  const bool fits = magnitude <= kLargest + (negative ? 1 : 0);
  if (fits) out = integer(static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude));
  if (!fits && !has_sign) out = {.word = YamlWord::integer, .too_large = true};
  return fits || !has_sign;
}

/// What Go tries last: "0b-1", "-0o17".
bool read_with_inner_sign(std::string_view plain, YamlMeaning& out) {
  const bool negative = plain.starts_with('-');
  if (negative) plain.remove_prefix(1);
  const int base = plain.starts_with("0b") ? 2 : plain.starts_with("0o") ? 8 : 0;
  if (base == 0) return false;
  plain.remove_prefix(2);
  if (negative && (plain.starts_with('-') || plain.starts_with('+'))) return false;
  if (!read_signed(plain, base, out) || (negative && out.too_large)) return false;
  if (negative) out.integer = -out.integer;
  return true;
}

/// "1.5e3", "1.", ".5", with a sign or without.
bool is_decimal(std::string_view text) {
  take(text, "+-");
  const std::size_t whole = take_digits(text);
  const bool point = take(text, ".");
  const std::size_t fraction = point ? take_digits(text) : 0;
  if (whole == 0 && fraction == 0) return false;
  if (!take(text, "eE")) return text.empty();
  take(text, "+-");
  return take_digits(text) > 0 && text.empty();
}

bool read_number(std::string_view text, YamlMeaning& out) {
  const auto value = parse_float(text);
  if (value) out = {.word = YamlWord::number, .number = *value};
  return value.has_value();
}

/// Of what begins with a digit or a sign.
YamlMeaning numeric_meaning(std::string_view text) {
  if (is_timestamp(text)) return {.word = YamlWord::timestamp};
  std::string plain(text);
  std::erase(plain, '_');
  YamlMeaning out;
  if (read_signed(plain, 0, out) || (is_decimal(plain) && read_number(plain, out)) ||
      read_with_inner_sign(plain, out))
    return out;
  return {};
}

}  // namespace

YamlMeaning meaning_of(std::string_view plain) {
  const auto known = std::find_if(kWords.begin(), kWords.end(),
                                  [&](const Word& row) { return row.text == plain; });
  if (known != kWords.end()) return {.word = known->word, .number = known->number};
  YamlMeaning out;
  if (plain[0] == '.') read_number(plain, out);
  if (is_digit(plain[0]) || plain[0] == '+' || plain[0] == '-') out = numeric_meaning(plain);
  return out;
}

std::string_view tag_of(YamlWord word) {
  constexpr std::array<std::string_view, 6> kTags = {"!!str", "!!null",  "!!bool",
                                                     "!!int", "!!float", "!!timestamp"};
  return kTags[static_cast<std::size_t>(word)];
}

bool is_old_yaml_word(std::string_view plain) {
  if (std::find(kOldBooleans.begin(), kOldBooleans.end(), plain) != kOldBooleans.end())
    return !plain.empty();
  take(plain, "+-");
  if (take_digits(plain) == 0) return false;
  plain.remove_prefix(std::min(plain.find_first_not_of("0123456789_"), plain.size()));
  int sixtieths = 0;
  int part = 0;
  for (; take(plain, ":"); ++sixtieths)
    if (!take_number(plain, 0, 59, part)) return false;
  if (take(plain, "."))
    plain.remove_prefix(std::min(plain.find_first_not_of("0123456789_"), plain.size()));
  return sixtieths > 0 && plain.empty();
}

}  // namespace ops::pebble
