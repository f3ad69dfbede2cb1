#include "ops/store/check.h"

#include <algorithm>

#include "ops/base/errors.h"
#include "ops/base/json.h"

namespace ops::store {

using base::Plain, base::PlainKind;

namespace {

constexpr std::size_t kDeepest = 1000;

/// As Python would show it, as far as it fits into a message.
std::string shown(const Snapshot& data) {
  constexpr std::size_t kMost = 1000;
  std::string all;
  for (const auto& [name, value] : data) {
    all += all.empty() ? "{" : ", ";
    all += Plain(name).to_python() + ": " + value.to_python();
  }
  return (all.size() > kMost ? all.substr(0, kMost) + "..." : all) + '}';
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Walks the data.
struct Check {
  std::string_view of;
  const Snapshot& data;

  [[noreturn]] void refuse() const {
    throw ValueError("unable to save the data for " + std::string(of) +
                     ", it must contain only simple types: " + shown(data));
  }

  void text(std::string_view chars) const {
    if (is_ascii(chars)) return;
    try {
      (void)base::Json(chars);
    } catch (const ParseError&) {
      refuse();
    }
  }

  void value(const Plain& value, std::size_t depth) const {
    if (value.kind() == PlainKind::object) refuse();
    if (value.kind() == PlainKind::text) text(value.chars());
    if (value.size() > 0 && depth == kDeepest) refuse();
    for (const Plain& item : value) this->value(item, depth + 1);
    for (const auto& [key, own] : value.entries()) {
      this->value(key, depth + 1);
      this->value(own, depth + 1);
    }
  }
};

}  // namespace

void check_storable(std::string_view of, const Snapshot& data) {
  for (const auto& [name, value] : data) {
    const Check check{of, data};
    check.text(name);
    check.value(value, 1);
  }
}

}  // namespace ops::store
