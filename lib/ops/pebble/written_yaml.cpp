#include "ops/pebble/written_yaml.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace ops::pebble {

using base::Yaml, base::YamlKind;

namespace {

constexpr std::size_t kMostBytes = 256UL * 1024;
constexpr std::size_t kMostDepth = 20;

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_null(std::string_view word) {
  constexpr std::array<std::string_view, 3> kNulls = {"null", "Null", "NULL"};
  return std::ranges::find(kNulls, word) != kNulls.end();
}

/// "true", "web-2": letters and digits, joined by what never means anything inside a word.
bool is_key(std::string_view text) {
  return !text.empty() && is_word_char(text[0]) && !is_null(text) &&
         std::ranges::all_of(
             text, [](char c) { return is_word_char(c) || c == '-' || c == '.' || c == '/'; });
}

/// A value without quotes that no reader could take for anything else.
bool is_plain(std::string_view text) {
  if (text.empty() || !(is_word_char(text[0]) || text[0] == '/') || is_null(text)) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c < ' ' || c > '~') return false;
    if (c == ':' && (i + 1 == text.size() || text[i + 1] == ' ')) return false;
    if (c == '#' && text[i - 1] == ' ') return false;
  }
  return text.back() != ' ';
}

/// What stands between quotes, when nothing in it is escaped.
bool is_quoted(std::string_view text) {
  if (text.size() < 2 || (text[0] != '"' && text[0] != '\'') || text.back() != text[0])
    return false;
  const std::string_view inner = text.substr(1, text.size() - 2);
  return std::ranges::all_of(inner, [&](char c) {
    return c >= ' ' && c <= '~' && c != text[0] && (c != '\\' || text[0] == '\'');
  });
}

/// Goes through the lines; any that it does not know ends it.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::optional<Yaml> read() {
    if (rest_.size() > kMostBytes || !next_line() || indent_ != 0) return {};
    Yaml root;
    if (!read_mapping(root, 0, 0) || has_line_) return {};
    return root;
  }

 private:
  /// False at the end, and at a line that is blank or no text.
  bool next_line() {
    has_line_ = !rest_.empty();
    if (!has_line_) return false;
    ++number_of_line_;
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    indent_ = std::min(line_.find_first_not_of(' '), line_.size());
    line_.remove_prefix(indent_);
    return true;
  }

  Yaml node(YamlKind kind) {
    Yaml made;
    made.kind = kind;
    made.line = number_of_line_;
    made.number = nodes_++;
    return made;
  }

  bool read_scalar(std::string_view text, Yaml& to) {
    const bool quoted = is_quoted(text);
    if (!quoted && !is_plain(text)) return false;
    to = node(YamlKind::scalar);
    to.plain = !quoted;
    to.text = quoted ? text.substr(1, text.size() - 2) : text;
    return true;
  }

  /// Of lines that are indented by `indent`; the first is there.
  bool read_mapping(Yaml& to, std::size_t indent, std::size_t depth) {
    if (depth > kMostDepth) return false;
    to = node(YamlKind::mapping);
    while (has_line_ && indent_ == indent)
      if (!read_entry(to, depth)) return false;
    return !has_line_ || indent_ < indent;
  }

  bool read_entry(Yaml& to, std::size_t depth) {
    const std::size_t colon = line_.find(':');
    const std::string_view key = line_.substr(0, colon);
    if (colon == line_.npos || !is_key(key)) return false;
    auto& [name, value] = to.entries.emplace_back(Yaml{}, Yaml{});
    if (!read_scalar(key, name)) return false;
    const std::string_view after = line_.substr(colon + 1);
    if (after.empty()) return read_below(value, indent_, depth);
    if (after[0] != ' ' || !read_scalar(after.substr(1), value)) return false;
    next_line();
    return true;
  }

  /// What is indented further than `indent`.
  bool read_below(Yaml& to, std::size_t indent, std::size_t depth) {
    if (!next_line() || indent_ <= indent) return false;
    return line_.starts_with("- ") ? read_list(to, indent_) : read_mapping(to, indent_, depth + 1);
  }

  bool read_list(Yaml& to, std::size_t indent) {
    to = node(YamlKind::sequence);
    for (; has_line_ && indent_ == indent; next_line())
      if (!line_.starts_with("- ") || !read_scalar(line_.substr(2), to.items.emplace_back()))
        return false;
    return !has_line_ || indent_ < indent;
  }

  std::string_view rest_, line_ = {};
  bool has_line_ = false;
  std::size_t indent_ = 0, nodes_ = 0;
  int number_of_line_ = 0;
};

}  // namespace

std::optional<Yaml> read_written_yaml(std::string_view text) { return Reader(text).read(); }

}  // namespace ops::pebble
