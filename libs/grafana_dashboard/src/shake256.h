#pragma once
/// SHAKE256 of FIPS 202, in which the Python library makes uids.

#include <cstddef>
#include <string>
#include <string_view>

namespace grafana_dashboard {

/// The first `size` bytes of the digest of `text`, in hexadecimal digits.
std::string shake256(std::string_view text, std::size_t size);

}  // namespace grafana_dashboard
