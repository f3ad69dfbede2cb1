#pragma once
/// What yaml-cpp lets pass and YAML does not, and what it does not tell. For yaml.cpp.
///
/// A position is where a node begins, in bytes: at its tag or anchor if it has one.

#include <cstddef>
#include <string>
#include <string_view>

namespace ops::base {

/// Throws YamlError, with the line, for what is no UTF-8 and for characters YAML has no place for.
void check_characters(std::string_view text, std::string_view file);

/// The word of the null at `position`: "null", "~"; empty when nothing is written there.
std::string_view null_at(std::string_view text, std::size_t position);

/// Whether the scalar at `position` begins with a quote that nothing closes.
bool is_unclosed(std::string_view text, std::size_t position);

/// With each byte that is part of no character made one, so that the text is UTF-8: yaml-cpp has
/// the escapes "\\N" and "\\_" as the bytes 85 and A0, where U+0085 and U+00A0 are meant.
std::string with_stray_bytes_encoded(std::string_view text);

/// Whether a question mark stands before the key at `position`.
bool is_explicit_key(std::string_view text, std::size_t position);

/// Whether the scalar at `position`, which reads `key`, is a key: a colon follows it, or a question
/// mark stands before it.
bool is_key(std::string_view text, std::size_t position, std::string_view key);

}  // namespace ops::base
