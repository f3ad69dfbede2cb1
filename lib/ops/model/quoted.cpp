#include "ops/model/quoted.h"

namespace ops::model {

namespace {

/// A control character, which cannot be shown.
std::string escaped(char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  if (c == '\n') return "\\n";
  if (c == '\r') return "\\r";
  if (c == '\t') return "\\t";
  const auto byte = static_cast<unsigned char>(c);
  return std::string("\\x") + kDigits[byte >> 4U] + kDigits[byte & 15U];
}

bool is_control(char c) { return (c >= '\0' && c < ' ') || c == '\x7f'; }

}  // namespace

std::string quoted(std::string_view text) {
  const bool is_double = text.find('\'') != text.npos && text.find('"') == text.npos;
  const char quote = is_double ? '"' : '\'';
  std::string all(1, quote);
  for (const char c : text) {
    if (c == quote || c == '\\') all += '\\';
    all += is_control(c) ? escaped(c) : std::string(1, c);
  }
  return all + quote;
}

std::string_view without_last_newline(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

}  // namespace ops::model
