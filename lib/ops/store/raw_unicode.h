#pragma once
/// The spellings of old pickles: Python's raw-unicode-escape, in which protocol 0 writes text, and
/// Latin 1, in which protocols 0 to 2 write bytes. For .cpp files.

#include <string>
#include <string_view>

namespace ops::store {

/// Appends to `out`, as UTF-8, what `text` stands for: `\uXXXX` and `\UXXXXXXXX` are characters,
/// and every other byte is the character with its number. Surrogates are encoded like any other
/// character, which is not valid UTF-8. False when an escape is cut short or beyond Unicode.
bool decode_raw_unicode(std::string_view text, std::string& out);

/// Appends to `out` a byte for each character of the UTF-8 in `text`. False when one has a number
/// that no byte has.
bool encode_latin1(std::string_view text, std::string& out);

}  // namespace ops::store
