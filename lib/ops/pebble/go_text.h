#pragma once
/// Text as Go writes and reads it: Pebble's messages and plans are made of it. For .cpp files.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ops::pebble {

/// One character of UTF-8 text. A byte that begins none stands for itself, as U+FFFD.
struct Rune {
  char32_t point = 0;
  std::size_t bytes = 0;
  bool valid() const { return point != 0xFFFD || bytes == 3; }
};

/// The one that `text`, which is not empty, begins with.
Rune first_rune(std::string_view text);

/// fmt's %q: `"a\"b\n"`. What cannot be printed becomes an escape; other characters stay.
std::string go_quoted(std::string_view text);

/// fmt's %g, the shortest text that reads back as the same number: 2, 1.5, 1e+06, NaN, -Inf.
std::string float_text(double value);

/// strconv.ParseFloat: also 1_0, inf, NaN and 0x1p-2. Nothing when `text` is no number, or one
/// that is too large.
std::optional<double> parse_float(std::string_view text);

}  // namespace ops::pebble
