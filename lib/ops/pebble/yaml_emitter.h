#pragma once
/// Writes YAML as Go's yaml.v3 lays it out. For .cpp files.

#include <string>
#include <string_view>

namespace ops::pebble {

/// Keeps what libyaml's emitter keeps, so that also its slips come out: a text that begins with a
/// line break, or has U+0085, U+2028 or U+2029 in it, reads back as another.
///
/// Indents are in columns.
class YamlEmitter {
 public:
  /// Whether such texts are written as Go does, or so that they read back as they are.
  enum class Slips { kept, avoided };
  explicit YamlEmitter(Slips slips) : slips_(slips) {}

  /// `text` in the style that it needs; more than one line of it stands at `indent`.
  void text(std::string_view text, int indent);
  /// A word that needs no quotes: a number, or a key of Pebble's own.
  void plain(std::string_view word);

  /// "key:", or "? key" and ":" when it takes more than a line or 128 bytes.
  void key(std::string_view key, int indent);
  /// The "-" of an item.
  void item(int indent);
  /// "{}" or "[]".
  void empty(std::string_view brackets);

  /// Everything, with a line break at its end.
  std::string done();

 private:
  void put(std::string_view one_character);
  void put_all(std::string_view characters);
  void line_break();
  void start_line(int indent);
  void indicator(std::string_view mark, bool after_space, bool keeps_line_start);
  void single_quoted(std::string_view text, int indent);
  void double_quoted(std::string_view text);
  void literal(std::string_view text, int indent);

  Slips slips_;
  std::string out_ = {};
  int column_ = 0;
  bool at_line_start_ = true;  // libyaml's `indention`
  bool after_space_ = true;    // libyaml's `whitespace`
};

}  // namespace ops::pebble
