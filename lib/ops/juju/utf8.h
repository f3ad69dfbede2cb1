#pragma once
/// Text as Juju and its hook tools have it: UTF-8.

#include <cstddef>
#include <string_view>

namespace ops::juju {

/// Whether `text` is UTF-8 throughout, without surrogates and overlong forms.
bool is_utf8(std::string_view text);

/// As many whole characters of the front of `text` as fit into `most` bytes, which is at least 4.
std::string_view utf8_front(std::string_view text, std::size_t most);

}  // namespace ops::juju
