#include "ops/base/yaml_source.h"

#include <algorithm>
#include <string>
#include <utility>

#include "ops/base/yaml.h"

namespace ops::base {

namespace {

/// How many bytes the character that begins with `lead` takes; 0 if none begins so.
std::size_t length_of_utf8(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/// The character at `text`, and how many bytes it takes: 0 when it is no UTF-8.
std::pair<char32_t, std::size_t> decoded(std::string_view text) {
  static constexpr unsigned char kLeadBits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  static constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t length = length_of_utf8(byte(0));
  if (length == 0 || length > text.size()) return {0, 0};
  char32_t point = byte(0) & kLeadBits[length];
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {0, 0};
    point = (point << 6) | (byte(i) & 0x3F);
  }
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point < kSmallest[length] || surrogate || point > 0x10FFFF) return {0, 0};
  return {point, length};
}

/// As PyYAML has it.
bool is_printable(char32_t point) {
  if (point < 0x20) return point == '\t' || point == '\n' || point == '\r';
  return point < 0x7F || point == 0x85 ||
         (point >= 0xA0 && point != 0xFEFF && point != 0xFFFE && point != 0xFFFF);
}

constexpr std::string_view kBlanks = " \t\r\n";

std::size_t after_any(std::string_view text, std::size_t position, std::string_view characters) {
  return std::min(text.find_first_not_of(characters, position), text.size());
}

/// Where the node's content begins: behind tag and anchor.
std::size_t content_at(std::string_view text, std::size_t position) {
  position = std::min(position, text.size());
  while (position < text.size() && (text[position] == '&' || text[position] == '!')) {
    const std::size_t blank = std::min(text.find_first_of(kBlanks, position), text.size());
    position = after_any(text, blank, kBlanks);
  }
  return position;
}

bool is_quote(std::string_view text, std::size_t position) {
  return position < text.size() && (text[position] == '\'' || text[position] == '"');
}

/// Behind the quote that closes the one at `open`; npos when there is none.
std::size_t after_quoted(std::string_view text, std::size_t open) {
  const char quote = text[open];
  for (std::size_t i = open + 1; i < text.size(); ++i) {
    const bool pair = quote == '"' ? text[i] == '\\' : text.substr(i).starts_with("''");
    if (pair)
      ++i;
    else if (text[i] == quote)
      return i + 1;
  }
  return text.npos;
}

}  // namespace

void check_characters(std::string_view text, std::string_view file) {
  int line = 1;
  while (!text.empty()) {
    const auto [point, length] = decoded(text);
    if (length == 0)
      throw YamlError(file, line, "cannot read the text: it is not UTF-8; save the file as UTF-8");
    if (!is_printable(point))
      throw YamlError(file, line,
                      "cannot read the text: it holds a character that YAML does not allow (code " +
                          std::to_string(static_cast<unsigned>(point)) +
                          "); write it as an escape between double quotes");
    if (point == '\n') ++line;
    text.remove_prefix(length);
  }
}

std::string with_stray_bytes_encoded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = decoded(text).second;
    if (length == 0)
      out += {static_cast<char>(text[0] & 0x40 ? 0xC3 : 0xC2), static_cast<char>(text[0] & ~0x40)};
    out += text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

std::string_view null_at(std::string_view text, std::size_t position) {
  const std::string_view rest = text.substr(content_at(text, position));
  for (const std::string_view word : {"null", "Null", "NULL", "~"})
    if (rest.starts_with(word)) return word;
  return {};
}

bool is_unclosed(std::string_view text, std::size_t position) {
  const std::size_t content = content_at(text, position);
  return is_quote(text, content) && after_quoted(text, content) == text.npos;
}

bool is_explicit_key(std::string_view text, std::size_t position) {
  if (position == 0) return false;
  const std::size_t before = text.find_last_not_of(kBlanks, position - 1);
  return before != text.npos && text[before] == '?';
}

bool is_key(std::string_view text, std::size_t position, std::string_view key) {
  if (is_explicit_key(text, position)) return true;
  const std::size_t content = content_at(text, position);
  std::size_t end = content + key.size();
  if (is_quote(text, content))
    end = after_quoted(text, content);
  else if (text.substr(content, key.size()) != key)
    return true;  // written differently than it reads: left to yaml-cpp
  return end != text.npos && text.substr(after_any(text, end, " \t")).starts_with(':');
}

}  // namespace ops::base
