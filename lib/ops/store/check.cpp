#include "ops/store/check.h"

#include "ops/base/errors.h"
#include "ops/base/json.h"

namespace ops::store {

using base::Plain, base::PlainKind;

namespace {

constexpr std::size_t kDeepest = 1000;

/// Walks what is kept under one name.
struct Check {
  std::string_view of;
  std::string_view name;

  [[noreturn]] void refuse(const std::string& what) const {
    throw ValueError("cannot save the data of " + std::string(of) + ": what is under '" +
                     std::string(name) + "' holds " + what +
                     "; keep only simple types, such as text, numbers, lists and dicts of them");
  }

  void text(std::string_view chars) const {
    try {
      (void)base::Json(chars);
    } catch (const ParseError&) {
      refuse("text that is not UTF-8");
    }
  }

  void value(const Plain& value, std::size_t depth) const {
    if (value.kind() == PlainKind::object)
      refuse("a value of the type " + std::string(value.chars()));
    if (value.kind() == PlainKind::text) text(value.chars());
    if (value.size() > 0 && depth == kDeepest) refuse("values nested more than 1000 deep");
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
    const Check check{of, name};
    check.text(name);
    check.value(value, 1);
  }
}

}  // namespace ops::store
