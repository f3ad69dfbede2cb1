#pragma once
/// Texts in messages, quoted as ops quotes them. For .cpp files.

#include <string>
#include <string_view>

namespace ops::model {

/// As Python's repr(): 'it', "it's", 'a\nb'.
std::string quoted(std::string_view text);

/// Without the one line break at its end that Python's `$` lets through: ops takes such keys.
std::string_view without_last_newline(std::string_view text);

}  // namespace ops::model
