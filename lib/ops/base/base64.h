#pragma once
/// Base 64, in which JSON and YAML write bytes that are no UTF-8. For .cpp files.

#include <optional>
#include <string>
#include <string_view>

namespace ops::base {

/// In one piece.
std::string base64_text(std::string_view bytes);

/// In lines of 70 characters when there is more than one; each then ends with a line break.
std::string base64_lines(std::string_view bytes);

/// Line breaks are passed over. Nothing when `text` is no base 64.
std::optional<std::string> base64_bytes(std::string_view text);

}  // namespace ops::base
