#pragma once
/// What Go's yaml.v3 takes a text without quotes for. For .cpp files.

#include <cstdint>
#include <string_view>

namespace ops::pebble {

enum class YamlWord { text, null, boolean, integer, number, timestamp };

struct YamlMeaning {
  YamlWord word = YamlWord::text;
  std::int64_t integer = 0;  ///< Of an integer, unless it is `too_large` for one.
  double number = 0;         ///< Of a number.
  bool too_large = false;
};

/// 017 is an integer (octal), so is 1_000; 1e3 a number, yes a text, 2001-01-01 a timestamp.
YamlMeaning meaning_of(std::string_view plain);

/// "!!str", "!!null", "!!bool", …
std::string_view tag_of(YamlWord word);

/// What only YAML 1.1 takes for something other than text: yes, N, off, 1:30. Go quotes these.
bool is_old_yaml_word(std::string_view plain);

}  // namespace ops::pebble
