#pragma once
/// Small work on text. For .cpp files.

#include <string>
#include <string_view>

namespace ops::base {

/// As Python's repr() shows it: 'it', "it's", 'a\nb'. Bytes beyond ASCII stand as they are.
std::string python_quoted(std::string_view text);

/// Without the blanks around it, as Python's strip() has them.
std::string_view trimmed(std::string_view text);

/// Without the one line break at its end that Python's `$` lets through.
std::string_view without_last_newline(std::string_view text);

/// ASCII letters in lower case.
std::string lowered(std::string_view text);

/// Dashes as underscores: what Juju's names are in Python's, and so in the names of events.
std::string underscored(std::string_view name);

}  // namespace ops::base
