#include "ops/pebble/command.h"

#include <algorithm>

namespace ops::pebble {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";

/// Takes words off the front of a text.
class Words {
 public:
  explicit Words(std::string_view text) : rest_(text) {}

  /// Past blanks and comments. False at the end.
  bool find_next() {
    for (skip_blanks(); rest_.starts_with('#'); skip_blanks())
      rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
    return !rest_.empty();
  }

  std::string take() {
    std::string word;
    while (!rest_.empty() && kBlanks.find(rest_[0]) == kBlanks.npos) {
      const char c = take_character();
      if (c == '"')
        take_quoted(word);
      else if (c == '\'')
        take_verbatim(word);
      else
        word += c == '\\' ? take_escaped() : c;
    }
    return word;
  }

 private:
  void skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(kBlanks), rest_.size()));
  }

  char take_character() {
    const char c = rest_[0];
    rest_.remove_prefix(1);
    return c;
  }

  char take_escaped() {
    if (rest_.empty()) throw CommandError("EOF found after escape character");
    return take_character();
  }

  char take_inside_quotes() {
    if (rest_.empty()) throw CommandError("EOF found when expecting closing quote");
    return take_character();
  }

  void take_quoted(std::string& word) {
    for (char c = take_inside_quotes(); c != '"'; c = take_inside_quotes())
      word += c == '\\' ? take_escaped() : c;
  }

  void take_verbatim(std::string& word) {
    for (char c = take_inside_quotes(); c != '\''; c = take_inside_quotes()) word += c;
  }

  std::string_view rest_;
};

}  // namespace

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> out;
  for (Words words(text); words.find_next();) out.push_back(words.take());
  return out;
}

ServiceCommand parse_service_command(std::string_view text) {
  ServiceCommand command;
  enum { before, inside, behind } place = before;
  for (const std::string& word : split_words(text)) {
    const bool opens = word == "[", closes = word == "]";
    if (place == behind) throw CommandError("cannot have any arguments after [ ... ] group");
    if (place == inside && opens) throw CommandError("cannot nest [ ... ] groups");
    if (place == before && opens && command.words.empty())
      throw CommandError("cannot start command with [ ... ] group");
    if (place == before && closes) throw CommandError("cannot have ] outside of [ ... ] group");
    if (opens || closes)
      place = opens ? inside : behind;
    else
      (place == inside ? command.default_arguments : command.words).push_back(word);
  }
  return command;
}

bool is_plain_command(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return c == '"' || c == '\'' || c == '\\' || c == '[' || c == ']';
  });
}

}  // namespace ops::pebble
