#include "ops/base/base64.h"

#include <algorithm>
#include <cstdint>

namespace ops::base {

namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t kLine = 70;

}  // namespace

std::string base64_text(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = (group << 8) | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k)
      out += k <= count ? kDigits[(group >> (18 - 6 * k)) & 0x3F] : '=';
  }
  return out;
}

std::string base64_lines(std::string_view bytes) {
  const std::string all = base64_text(bytes);
  if (all.size() < kLine) return all;
  std::string out;
  for (std::size_t i = 0; i < all.size(); i += kLine) out += all.substr(i, kLine) + '\n';
  return out;
}

std::optional<std::string> base64_bytes(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c != '\n' && c != '\r') digits += c;
  const std::size_t end = std::min(digits.find('='), digits.size());
  const std::size_t padding = digits.size() - end;
  if (digits.size() % 4 != 0 || padding > 2 || digits.find_first_not_of('=', end) != digits.npos)
    return std::nullopt;
  std::string out;
  std::uint32_t group = 0;
  for (std::size_t i = 0; i < end; ++i) {
    const std::size_t value = kDigits.find(digits[i]);
    if (value == kDigits.npos) return std::nullopt;
    group = (group << 6) | static_cast<std::uint32_t>(value);
    if (i % 4 != 0) out += static_cast<char>((group >> (6 - 2 * (i % 4))) & 0xFF);
  }
  return out;
}

}  // namespace ops::base
