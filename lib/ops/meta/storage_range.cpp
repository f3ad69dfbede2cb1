#include "ops/meta/storage_range.h"

#include <algorithm>
#include <charconv>

namespace ops::meta {

namespace {

constexpr std::size_t kMostDigits = 9;

bool read_number(std::string_view digits, int& out) {
  const bool only_digits = digits.find_first_not_of("0123456789") == digits.npos;
  if (digits.empty() || digits.size() > kMostDigits || !only_digits) return false;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return true;
}

}  // namespace

StorageRange storage_range(std::string_view written) {
  const std::size_t sign = std::min(written.find_first_of("+-"), written.size());
  const std::string_view behind = written.substr(std::min(sign + 1, written.size()));
  StorageRange range;
  if (!read_number(written.substr(0, sign), range.min)) return range;
  range.max = range.min;
  range.has_max = sign == written.size() || !behind.empty();
  range.is_valid = behind.empty() || (written[sign] == '-' && read_number(behind, range.max) &&
                                      range.max >= range.min);
  return range;
}

}  // namespace ops::meta
