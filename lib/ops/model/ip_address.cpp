#include "ops/model/ip_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>

#include "ops/base/errors.h"
#include "ops/base/fields.h"

namespace ops {

OPS_FIELDS(IpAddress, version, bytes, scope)

namespace {

constexpr std::size_t kGroups = 8;  // of an IPv6 address, two bytes each

base::Optional<IpAddress> parse_as(int version, std::string_view text) {
  std::string bytes(version == 4 ? 4 : 16, '\0');
  const int family = version == 4 ? AF_INET : AF_INET6;
  if (text.find('\0') != text.npos) return {};
  if (inet_pton(family, std::string(text).c_str(), bytes.data()) != 1) return {};
  return IpAddress{.version = version, .bytes = bytes};
}

unsigned byte_at(const IpAddress& address, std::size_t index) {
  return static_cast<unsigned char>(address.bytes[index]);
}

unsigned group_at(const IpAddress& address, std::size_t index) {
  return byte_at(address, 2 * index) << 8 | byte_at(address, 2 * index + 1);
}

/// The groups that "::" stands for: the first of the longest runs of zeros, if it is of two or
/// more.
struct Zeros {
  std::size_t first = kGroups;
  std::size_t count = 1;
};

Zeros longest_zeros(const IpAddress& address) {
  Zeros longest;
  std::size_t run = 0;
  for (std::size_t i = 0; i < kGroups; ++i) {
    run = group_at(address, i) == 0 ? run + 1 : 0;
    if (run > longest.count) longest = {.first = i + 1 - run, .count = run};
  }
  return longest;
}

std::string hexadecimal(unsigned number) {
  std::array<char, 8> digits = {};
  const auto end = std::to_chars(digits.begin(), digits.end(), number, 16);
  return {digits.data(), end.ptr};
}

std::string text_of_ipv4(const IpAddress& address) {
  std::string text;
  for (std::size_t i = 0; i < 4; ++i)
    text += (i == 0 ? "" : ".") + std::to_string(byte_at(address, i));
  return text;
}

std::string text_of_ipv6(const IpAddress& address) {
  const Zeros zeros = longest_zeros(address);
  std::string text;
  for (std::size_t i = 0; i < kGroups; ++i) {
    if (i == zeros.first) {
      text += "::";
      i += zeros.count - 1;
    } else {
      if (!text.empty() && !text.ends_with(':')) text += ':';
      text += hexadecimal(group_at(address, i));
    }
  }
  return address.scope.empty() ? text : text + '%' + address.scope;
}

/// How many bits are set in front, when there is none behind them.
base::Optional<int> leading_ones(std::uint32_t mask) {
  const int ones = std::countl_one(mask);
  if (ones < 32 && (mask << ones) != 0) return {};
  return ones;
}

/// Of "8"; with IPv4 also of "255.0.0.0" and "0.255.255.255".
base::Optional<int> prefix_length(int version, std::string_view text) {
  int length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == text.npos;
  if (digits) {
    if (error != std::errc() || length > (version == 4 ? 32 : 128)) return {};
    return length;
  }
  const base::Optional<IpAddress> mask =
      version == 4 ? parse_as(4, text) : base::Optional<IpAddress>();
  if (!mask) return {};
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < 4; ++i) bits = bits << 8 | byte_at(*mask, i);
  const base::Optional<int> length_of_netmask = leading_ones(bits);
  return length_of_netmask ? length_of_netmask : leading_ones(~bits);
}

bool has_bits_behind(const IpAddress& address, std::size_t prefix) {
  for (std::size_t bit = prefix; bit < address.bytes.size() * 8; ++bit)
    if (byte_at(address, bit / 8) >> (7 - bit % 8) & 1u) return true;
  return false;
}

[[noreturn]] void refuse_subnet(std::string_view text, const std::string& why) {
  throw ParseError("subnet '" + std::string(text) + "': " + why);
}

}  // namespace

base::Optional<IpAddress> parse_ip(std::string_view text) {
  if (base::Optional<IpAddress> ipv4 = parse_as(4, text)) return ipv4;
  const std::size_t percent = text.find('%');
  const base::Optional<IpAddress> ipv6 = parse_as(6, text.substr(0, percent));
  if (!ipv6 || percent == text.npos) return ipv6;
  const std::string scope(text.substr(percent + 1));
  if (scope.empty() || scope.find_first_of("%/") != scope.npos) return {};
  return IpAddress{.version = 6, .bytes = ipv6->bytes, .scope = scope};
}

std::string text_of(const IpAddress& address) {
  return address.version == 4 ? text_of_ipv4(address) : text_of_ipv6(address);
}

std::string normal_subnet(std::string_view text) {
  const std::size_t slash = text.find('/');
  const base::Optional<IpAddress> address = parse_ip(text.substr(0, slash));
  if (!address) refuse_subnet(text, "it is neither an IPv4 nor an IPv6 network");
  const int whole = static_cast<int>(address->bytes.size()) * 8;
  const base::Optional<int> prefix = slash == text.npos
                                         ? base::Optional<int>(whole)
                                         : prefix_length(address->version, text.substr(slash + 1));
  if (!prefix) refuse_subnet(text, "there is no length of a prefix behind its slash");
  if (has_bits_behind(*address, static_cast<std::size_t>(*prefix)))
    refuse_subnet(text, "it has bits set behind its prefix");
  return text_of(*address) + '/' + std::to_string(*prefix);
}

}  // namespace ops
