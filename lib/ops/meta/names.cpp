/// Juju's rules for names.

#include "ops/meta/load.h"

namespace ops::meta {

namespace {

constexpr std::size_t kLongestContainerName = 63;  // it becomes a DNS label in the pod

constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter_or_digit(char c) { return is_letter(c) || is_digit(c); }

constexpr bool all_letters_or_digits(std::string_view text) {
  for (const char c : text)
    if (!is_letter_or_digit(c)) return false;
  return true;
}

constexpr bool has_letter(std::string_view text) {
  for (const char c : text)
    if (is_letter(c)) return true;
  return false;
}

/// Takes the text up to one of `separators` off `rest`, and the separator too.
constexpr std::string_view take_segment(std::string_view& rest, std::string_view separators) {
  const std::size_t end = rest.find_first_of(separators);
  const std::string_view segment = rest.substr(0, end);
  rest = end == rest.npos ? std::string_view() : rest.substr(end + 1);
  return segment;
}

/// Letters and digits, the first one a letter, in segments that single separators part.
/// `accepts` judges each segment but the first.
constexpr bool is_segmented(std::string_view name, std::string_view separators,
                            bool (*accepts)(std::string_view segment)) {
  if (name.empty() || !is_letter(name.front())) return false;
  if (!is_letter_or_digit(name.back())) return false;
  std::string_view rest = name;
  if (!all_letters_or_digits(take_segment(rest, separators))) return false;
  while (!rest.empty())
    if (!accepts(take_segment(rest, separators))) return false;
  return true;
}

}  // namespace

bool is_endpoint_name(std::string_view name) {
  return is_segmented(name, "-_", [](std::string_view segment) {
    return !segment.empty() && all_letters_or_digits(segment);
  });
}

bool is_storage_name(std::string_view name) {
  return is_segmented(name, "-", [](std::string_view segment) {
    return all_letters_or_digits(segment) && has_letter(segment);
  });
}

bool is_action_name(std::string_view name) {
  if (name.empty() || name.front() == '-' || name.back() == '-') return false;
  for (const char c : name)
    if (!is_letter_or_digit(c) && c != '-') return false;
  return true;
}

bool is_container_name(std::string_view name) {
  return name.size() <= kLongestContainerName && is_action_name(name);
}

}  // namespace ops::meta
