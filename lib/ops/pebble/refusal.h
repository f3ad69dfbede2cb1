#pragma once
/// What Pebble refuses. For .cpp files.

#include <string>

namespace ops::pebble {

/// Throws APIError 400 with this message.
[[noreturn]] void refuse(const std::string& message);

/// The same for what is wrong with one layer alone, which Pebble finds while it parses it.
[[noreturn]] void refuse_layer(const std::string& message);

}  // namespace ops::pebble
