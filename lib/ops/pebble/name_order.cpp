#include "ops/pebble/name_order.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "ops/pebble/go_text.h"

namespace ops::pebble {

namespace {

struct Span {
  char32_t first, last;
};
/// Letters beyond ASCII, of the scripts that people name things in.
constexpr std::array kLetters = {
    Span{0xAA, 0xAA},     Span{0xB5, 0xB5},       Span{0xBA, 0xBA},       Span{0xC0, 0xD6},
    Span{0xD8, 0xF6},     Span{0xF8, 0x2C1},      Span{0x370, 0x374},     Span{0x376, 0x377},
    Span{0x37B, 0x37D},   Span{0x37F, 0x37F},     Span{0x386, 0x386},     Span{0x388, 0x3F5},
    Span{0x3F7, 0x481},   Span{0x48A, 0x556},     Span{0x561, 0x587},     Span{0x5D0, 0x5EA},
    Span{0x620, 0x64A},   Span{0x671, 0x6D3},     Span{0x904, 0x939},     Span{0xE01, 0xE30},
    Span{0x10A0, 0x10FA}, Span{0x1100, 0x1248},   Span{0x1E00, 0x1FBC},   Span{0x2C00, 0x2CE4},
    Span{0x3041, 0x3096}, Span{0x30A1, 0x30FA},   Span{0x3400, 0x4DBF},   Span{0x4E00, 0xA48C},
    Span{0xA640, 0xA66E}, Span{0xAC00, 0xD7A3},   Span{0xF900, 0xFAD9},   Span{0xFF21, 0xFF3A},
    Span{0xFF41, 0xFF5A}, Span{0x10000, 0x100FA}, Span{0x1D400, 0x1D7CB}, Span{0x20000, 0x3134A}};

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return std::any_of(kLetters.begin(), kLetters.end(),
                     [&](const Span& span) { return c >= span.first && c <= span.last; });
}

/// The zeros that nine other digits follow.
constexpr std::array<char32_t, 22> kZeros = {
    '0',   0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66,  0xAE6,  0xB66,  0xBE6,  0xC66,
    0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0xFF10};

bool is_digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return std::any_of(kZeros.begin(), kZeros.end(),
                     [&](char32_t zero) { return c >= zero && c < zero + 10; });
}

char32_t at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }
char32_t at(const std::u32string& text, std::size_t i) { return text[i]; }

/// The digits from `i` on as a number, after those that stand before it. Those of other scripts
/// make a large one, as in Go.
template <class Text>
std::int64_t number_at(const Text& text, std::size_t& i, std::uint64_t before) {
  for (; i < text.size() && is_digit(at(text, i)); ++i) before = before * 10 + (at(text, i) - '0');
  return static_cast<std::int64_t>(before);
}

/// Whether the digits just before `i` are more than leading zeros.
template <class Text>
bool continues_number(const Text& text, std::size_t i) {
  for (; i > 0 && is_digit(at(text, i - 1)); --i)
    if (at(text, i - 1) != '0') return true;
  return false;
}

/// Where neither has a letter at `i`, the first place in which they differ.
template <class Text>
bool number_comes_before(const Text& a, const Text& b, std::size_t i) {
  const bool has_zero = at(a, i) == '0' || at(b, i) == '0';
  const std::uint64_t before = has_zero && continues_number(a, i) ? 1 : 0;
  std::size_t end_a = i, end_b = i;
  const std::int64_t number_a = number_at(a, end_a, before);
  const std::int64_t number_b = number_at(b, end_b, before);
  if (number_a != number_b) return number_a < number_b;
  return end_a != end_b ? end_a < end_b : at(a, i) < at(b, i);
}

template <class Text>
bool is_before(const Text& a, const Text& b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t i = 0;
  while (i < shorter && at(a, i) == at(b, i)) ++i;
  if (i == shorter) return a.size() < b.size();
  const bool letter_a = is_letter(at(a, i)), letter_b = is_letter(at(b, i));
  if (letter_a && letter_b) return at(a, i) < at(b, i);
  const bool after_digit = i > 0 && is_digit(at(a, i - 1));
  if (letter_a || letter_b) return after_digit ? letter_a : letter_b;
  return number_comes_before(a, b, i);
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::u32string runes(std::string_view text) {
  std::u32string out;
  while (!text.empty()) {
    const Rune rune = first_rune(text);
    out += rune.point;
    text.remove_prefix(rune.bytes);
  }
  return out;
}

}  // namespace

bool comes_before(std::string_view a, std::string_view b) {
  if (is_ascii(a) && is_ascii(b)) return is_before(a, b);
  return is_before(runes(a), runes(b));
}

}  // namespace ops::pebble
