#pragma once
/// UTF-8. For .cpp files.

#include <cstddef>
#include <string_view>

namespace ops::base {

/// Whether `text` is UTF-8 throughout, without surrogates and overlong forms.
bool is_utf8(std::string_view text);

/// As many whole characters of the front of `text` as fit into `most` bytes, which is at least 4.
std::string_view utf8_front(std::string_view text, std::size_t most);

}  // namespace ops::base
