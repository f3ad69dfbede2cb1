#include "ops/base/utf8.h"

#include <array>

namespace ops::base {

namespace {

/// A row of Unicode's table of well-formed bytes: what leads, what may come second, how many in
/// all.
struct Form {
  unsigned char lead_first, lead_last, second_first, second_last;
  std::size_t size;
};
constexpr std::array kForms = {
    Form{0xC2, 0xDF, 0x80, 0xBF, 2}, Form{0xE0, 0xE0, 0xA0, 0xBF, 3},
    Form{0xE1, 0xEC, 0x80, 0xBF, 3}, Form{0xED, 0xED, 0x80, 0x9F, 3},
    Form{0xEE, 0xEF, 0x80, 0xBF, 3}, Form{0xF0, 0xF0, 0x90, 0xBF, 4},
    Form{0xF1, 0xF3, 0x80, 0xBF, 4}, Form{0xF4, 0xF4, 0x80, 0x8F, 4},
};

bool continues(char byte) { return (byte & 0xC0) == 0x80; }

/// How many bytes the character at the front takes; 0 when it is not UTF-8.
std::size_t character_size(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) < 0x80) return 1;
  for (const Form& form : kForms) {
    if (byte(0) < form.lead_first || byte(0) > form.lead_last) continue;
    if (text.size() < form.size || byte(1) < form.second_first || byte(1) > form.second_last)
      return 0;
    for (std::size_t i = 2; i < form.size; ++i)
      if (!continues(text[i])) return 0;
    return form.size;
  }
  return 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::string_view utf8_front(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > most - 3 && continues(text[end])) --end;
  return text.substr(0, end);
}

}  // namespace ops::base
