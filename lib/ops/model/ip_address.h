#pragma once
/// IP addresses and subnets, read and written as Python's ipaddress does. For .cpp files.

#include "ops/base/value.h"

namespace ops {

struct IpAddress {
  int version = 4;
  /// The bytes in a row, the first the highest: 4 of them, or 16.
  std::string bytes = {};
  std::string scope = {};  ///< "eth0" of "fe80::1%eth0"
  OPS_VALUE(IpAddress);
};

/// None when it is no IP address. Of IPv4 no part may begin with a 0, since some take these for
/// octal numbers.
base::Optional<IpAddress> parse_ip(std::string_view text);

/// "10.0.0.1"; of IPv6 hexadecimal alone, and "::" for the longest run of zeros.
std::string text_of(const IpAddress& address);

/// "10.0.0.0/8", of this text, of "10.0.0.0/255.0.0.0" or of "10.0.0.0/0.255.255.255"; of an
/// address, that of it alone. Throws ParseError for what is no subnet, and for one with bits
/// behind its prefix.
std::string normal_subnet(std::string_view text);

}  // namespace ops
