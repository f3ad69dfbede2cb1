#include "ops/pebble/yaml_emitter.h"

#include <algorithm>
#include <cstdint>

#include "ops/base/base64.h"
#include "ops/base/utf8.h"
#include "ops/pebble/go_text.h"
#include "ops/pebble/yaml_words.h"

namespace ops::pebble {

namespace {

constexpr std::size_t kLongestSimpleKey = 128;
constexpr int kIndent = 4;
constexpr std::string_view kBinaryTag = "!!binary";

enum class Style { plain, single_quoted, double_quoted, literal };

bool is_break(char32_t c) {
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}
bool is_blank(char32_t c) { return c == ' ' || c == '\t'; }

/// As libyaml has it: nothing beyond U+FFFF is.
bool is_printable(char32_t c) {
  if (c < 0x80) return c == '\n' || (c >= 0x20 && c < 0x7F);
  return c >= 0xA0 && c < 0xFFFE && c != 0xFEFF;
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

/// What a text has that forbids one style or another.
struct Traits {
  bool indicator = false;  // something that means something to YAML
  bool breaks = false;
  bool special = false;  // only an escape can say it
  bool tab = false;
  bool outer_space = false;  // a space or line break at either end
  bool trailing_space = false;
  bool break_space = false;  // a space after a line break
  bool space_break = false;  // and the other way round

  bool block_plain() const {
    return !indicator && !breaks && !outer_space && !break_space && !space_break && !tab &&
           !special;
  }
  bool single_quoted() const { return !break_space && !space_break && !tab && !special; }
  bool literal() const { return !trailing_space && !space_break && !special; }
};

bool starts_with_indicator(const std::u32string& text) {
  constexpr std::u32string_view kAlways = U"#,[]{}&*!|>'\"%@`";
  constexpr std::u32string_view kBeforeBlank = U"?:-";
  if (text.starts_with(U"---") || text.starts_with(U"...")) return true;
  if (kAlways.find(text[0]) != kAlways.npos) return true;
  return kBeforeBlank.find(text[0]) != kBeforeBlank.npos && (text.size() == 1 || is_blank(text[1]));
}

bool is_indicator(const std::u32string& text, std::size_t i) {
  if (i == 0) return starts_with_indicator(text);
  if (text[i] == ':') return i + 1 == text.size() || is_blank(text[i + 1]);
  const char32_t before = text[i - 1];
  return text[i] == '#' && (is_blank(before) || is_break(before) || before == 0);
}

Traits traits_of(const std::u32string& text) {
  Traits traits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i], before = i > 0 ? text[i - 1] : 'x';
    const bool outer = i == 0 || i + 1 == text.size();
    traits.indicator |= is_indicator(text, i);
    traits.breaks |= is_break(c);
    traits.tab |= c == '\t';
    traits.special |= c != '\t' && !is_printable(c);
    traits.outer_space |= outer && (c == ' ' || is_break(c));
    traits.trailing_space |= c == ' ' && i + 1 == text.size();
    traits.break_space |= c == ' ' && is_break(before);
    traits.space_break |= is_break(c) && before == ' ';
  }
  return traits;
}

Style first_choice(std::string_view text) {
  if (text.find('\n') != text.npos) return Style::literal;
  const bool means_text = meaning_of(text).word == YamlWord::text && !is_old_yaml_word(text);
  return means_text ? Style::plain : Style::double_quoted;
}

Style style_of(Style wanted, const Traits& traits) {
  if (wanted == Style::literal && !traits.literal()) return Style::double_quoted;
  if (wanted != Style::plain || traits.block_plain()) return wanted;
  return traits.single_quoted() ? Style::single_quoted : Style::double_quoted;
}

bool is_misread(const std::u32string& text) {
  const auto is_odd_break = [](char32_t c) { return is_break(c) && c != '\n'; };
  return text.starts_with(U"\n") || std::any_of(text.begin(), text.end(), is_odd_break);
}

/// Also of characters that have no short escape.
void append_escape(std::string& out, char32_t c) {
  struct Escape {
    char32_t character;
    char letter;
  };
  static constexpr Escape kEscapes[] = {{0, '0'},    {7, 'a'},      {8, 'b'},     {9, 't'},
                                        {10, 'n'},   {11, 'v'},     {12, 'f'},    {13, 'r'},
                                        {27, 'e'},   {'"', '"'},    {'\\', '\\'}, {0x85, 'N'},
                                        {0xA0, '_'}, {0x2028, 'L'}, {0x2029, 'P'}};
  out += '\\';
  for (const Escape& escape : kEscapes)
    if (escape.character == c) {
      out += escape.letter;
      return;
    }
  const int digits = c <= 0xFF ? 2 : c <= 0xFFFF ? 4 : 8;
  out += digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
    out += "0123456789ABCDEF"[(c >> shift) & 0xF];
}

bool is_simple_key(std::string_view key) {
  const bool binary = !base::is_utf8(key);
  const std::string shown = binary ? base::base64_lines(key) : std::string(key);
  const std::size_t size = shown.size() + (binary ? kBinaryTag.size() : 0);
  return size <= kLongestSimpleKey && !traits_of(runes(shown)).breaks;
}

/// "4" when the text begins with a blank, then how its end is to be read.
std::string literal_hints(const std::u32string& text) {
  std::string hints;
  if (text.front() == ' ' || is_break(text.front())) hints += '4';
  const bool ends_line = is_break(text.back());
  if (!ends_line)
    hints += '-';
  else if (text.size() == 1 || is_break(text[text.size() - 2]))
    hints += '+';
  return hints;
}

}  // namespace

void YamlEmitter::put(std::string_view one_character) {
  out_ += one_character;
  ++column_;
}

void YamlEmitter::put_all(std::string_view characters) {
  while (!characters.empty()) {
    const Rune rune = first_rune(characters);
    put(characters.substr(0, rune.bytes));
    characters.remove_prefix(rune.bytes);
  }
}

void YamlEmitter::line_break() {
  out_ += '\n';
  column_ = 0;
  at_line_start_ = true;
}

void YamlEmitter::start_line(int indent) {
  if (!at_line_start_ || column_ > indent || (column_ == indent && !after_space_)) line_break();
  while (column_ < indent) put(" ");
  after_space_ = true;
}

void YamlEmitter::indicator(std::string_view mark, bool after_space, bool keeps_line_start) {
  if (after_space && !after_space_) put(" ");
  put_all(mark);
  after_space_ = false;
  at_line_start_ = at_line_start_ && keeps_line_start;
}

void YamlEmitter::plain(std::string_view word) {
  if (!after_space_) put(" ");
  put_all(word);
  after_space_ = false;
  at_line_start_ = false;
}

void YamlEmitter::single_quoted(std::string_view text, int indent) {
  indicator("'", true, false);
  bool after_break = false;
  while (!text.empty()) {
    const Rune rune = first_rune(text);
    const std::string_view character = text.substr(0, rune.bytes);
    if (is_break(rune.point)) {
      out_ += character;
      column_ = 0;
      at_line_start_ = true;
    } else {
      if (after_break) start_line(indent);
      if (character == "'") put("'");
      put(character);
      at_line_start_ = false;
    }
    after_break = is_break(rune.point);
    text.remove_prefix(rune.bytes);
  }
  indicator("'", false, false);
}

void YamlEmitter::double_quoted(std::string_view text) {
  const bool escapes_all = text.starts_with("\xEF\xBB\xBF");  // a slip of libyaml's
  indicator("\"", true, false);
  while (!text.empty()) {
    const Rune rune = first_rune(text);
    const char32_t c = rune.point;
    if (escapes_all || !is_printable(c) || is_break(c) || c == '"' || c == '\\')
      append_escape(out_, c);
    else
      put(text.substr(0, rune.bytes));
    text.remove_prefix(rune.bytes);
  }
  indicator("\"", false, false);
}

void YamlEmitter::literal(std::string_view text, int indent) {
  indicator("|" + literal_hints(runes(text)), true, false);
  after_space_ = true;
  bool after_break = true;
  while (!text.empty()) {
    const Rune rune = first_rune(text);
    const std::string_view character = text.substr(0, rune.bytes);
    if (character == "\n") {
      line_break();
    } else if (is_break(rune.point)) {
      out_ += character;
      column_ = 0;
      at_line_start_ = true;
    } else {
      if (after_break) start_line(indent);
      put(character);
      at_line_start_ = false;
    }
    after_break = is_break(rune.point);
    text.remove_prefix(rune.bytes);
  }
}

void YamlEmitter::text(std::string_view text, int indent) {
  std::string encoded;
  Style wanted = first_choice(text);
  if (!base::is_utf8(text)) {
    plain(kBinaryTag);
    encoded = base::base64_lines(text);
    text = encoded;
    wanted = text.find('\n') == text.npos ? Style::plain : Style::literal;
  }
  const std::u32string characters = runes(text);
  if (slips_ == Slips::avoided && is_misread(characters)) return double_quoted(text);
  switch (style_of(wanted, traits_of(characters))) {
    case Style::plain:
      return plain(text);
    case Style::single_quoted:
      return single_quoted(text, indent);
    case Style::double_quoted:
      return double_quoted(text);
    case Style::literal:
      return literal(text, indent);
  }
}

void YamlEmitter::key(std::string_view key, int indent) {
  start_line(indent);
  const bool simple = is_simple_key(key);
  if (!simple) indicator("?", true, true);
  text(key, indent + kIndent);
  if (!simple) start_line(indent);
  indicator(":", !simple, !simple);
}

void YamlEmitter::item(int indent) {
  start_line(indent);
  indicator("-", true, true);
}

void YamlEmitter::empty(std::string_view brackets) { indicator(brackets, true, false); }

std::string YamlEmitter::done() {
  start_line(0);
  return std::move(out_);
}

}  // namespace ops::pebble
