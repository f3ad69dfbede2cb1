#pragma once
/// Python's raw-unicode-escape, in which pickles of protocol 0 write text. For .cpp files.

#include <string>
#include <string_view>

namespace ops::store {

/// Appends to `out`, as UTF-8, what `text` stands for: `\uXXXX` and `\UXXXXXXXX` are characters,
/// and every other byte is the character with its number. Surrogates are encoded like any other
/// character, which is not valid UTF-8. False when an escape is cut short or beyond Unicode.
bool decode_raw_unicode(std::string_view text, std::string& out);

}  // namespace ops::store
