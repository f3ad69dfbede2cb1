#include "ops/store/raw_unicode.h"

#include <charconv>
#include <cstdint>

namespace ops::store {

namespace {

constexpr std::uint32_t kLastCharacter = 0x10FFFF;

void append_utf8(std::uint32_t character, std::string& out) {
  const auto byte = [&](std::uint32_t bits) { out += static_cast<char>(bits); };
  const auto rest = [&](unsigned shift) { byte(0x80 | ((character >> shift) & 0x3F)); };
  if (character < 0x80) return byte(character);
  if (character < 0x800) return byte(0xC0 | character >> 6), rest(0);
  if (character < 0x10000) return byte(0xE0 | character >> 12), rest(6), rest(0);
  byte(0xF0 | character >> 18), rest(12), rest(6), rest(0);
}

/// Takes the `digits` hexadecimal digits at the start of `text` from it.
bool take_character(std::string_view& text, std::size_t digits, std::string& out) {
  const std::string_view hex = text.substr(0, digits);
  std::uint32_t character = 0;
  const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), character, 16);
  if (hex.size() < digits || error != std::errc() || end != hex.data() + digits) return false;
  if (character > kLastCharacter) return false;
  append_utf8(character, out);
  text.remove_prefix(digits);
  return true;
}

}  // namespace

bool decode_raw_unicode(std::string_view text, std::string& out) {
  while (!text.empty()) {
    const char first = text[0];
    const char second = first == '\\' && text.size() > 1 ? text[1] : '\0';
    text.remove_prefix(second == '\0' ? 1 : 2);
    if (second == 'u' || second == 'U') {
      if (!take_character(text, second == 'u' ? 4 : 8, out)) return false;
      continue;
    }
    append_utf8(static_cast<unsigned char>(first), out);
    if (second != '\0') append_utf8(static_cast<unsigned char>(second), out);
  }
  return true;
}

bool encode_latin1(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto first = static_cast<unsigned char>(text[i]);
    if (first < 0x80) {
      out += text[i];
      continue;
    }
    const auto second = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0u;
    if ((first != 0xC2 && first != 0xC3) || (second & 0xC0) != 0x80) return false;
    out += static_cast<char>((first & 3) << 6 | (second & 0x3F));
    ++i;
  }
  return true;
}

}  // namespace ops::store
