#include "ops/base/plain.h"

#include <algorithm>
#include <bit>
#include <charconv>

#include "ops/base/errors.h"
#include "ops/base/json.h"
#include "ops/base/plain_parts.h"
#include "ops/base/type.h"

namespace ops::base {

namespace {

/// Nothing but a Plain holds these, and none asks what they are.
const Type& parts_type() {
  static const Type& type =
      *new Type{.kind = Kind::plain, .name = "PlainParts", .life = life_of<PlainParts>()};
  return type;
}

Shared shared(const PlainParts& parts) { return Shared(parts_type(), &parts); }
Shared shared_text(std::string_view text) { return shared({.text = std::string(text)}); }

std::string shortened(const Plain& value) {
  constexpr std::size_t kQuoted = 200;
  std::string text;
  print(value, text);
  return text.size() <= kQuoted ? text : text.substr(0, kQuoted) + "...";
}

[[noreturn]] void expected(const char* wanted, const Plain& got) {
  throw ParseError(std::string("cannot read the plain value: expected ") + wanted + ", got " +
                   shortened(got));
}

/// Digits without the zeros before them; empty when `text` is no integer.
std::string canonical_digits(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.empty() || !std::ranges::all_of(text, is_digit)) return {};
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size() - 1));
  return (negative && text != "0" ? "-" : "") + std::string(text);
}

}  // namespace

const char* name_of(PlainKind kind) {
  constexpr const char* kNames[] = {"NoneType", "bool", "int",       "int",   "float",
                                    "complex",  "str",  "bytes",     "list",  "tuple",
                                    "dict",     "set",  "frozenset", "object"};
  return kNames[static_cast<std::size_t>(kind)];
}

const PlainParts& parts_of(const Plain& value) {
  static const PlainParts none;
  return value.identity() ? as<PlainParts>(value_of(static_cast<const Node*>(value.identity())))
                          : none;
}

Plain::Plain(bool value) : Plain(PlainKind::boolean, std::uint64_t{value}) {}
Plain::Plain(int value) : Plain(std::int64_t{value}) {}
Plain::Plain(std::int64_t value) : Plain(PlainKind::integer, static_cast<std::uint64_t>(value)) {}
Plain::Plain(double value) : Plain(PlainKind::number, std::bit_cast<std::uint64_t>(value)) {}
Plain::Plain(const char* text) : Plain(std::string_view(text)) {}
Plain::Plain(std::string_view text) : Plain(PlainKind::text, shared_text(text)) {}
Plain::Plain(const std::string& text) : Plain(std::string_view(text)) {}

Plain Plain::integer(std::string_view digits) {
  std::int64_t value = 0;
  const std::string all = canonical_digits(digits);
  if (all.empty())
    throw ParseError("cannot make an integer of '" + std::string(digits) +
                     "': it has to be decimal digits, perhaps after a minus");
  const auto [_, error] = std::from_chars(all.data(), all.data() + all.size(), value);
  if (error == std::errc()) return value;
  return Plain(PlainKind::big_integer, shared_text(all));
}

Plain Plain::complex(double real, double imaginary) {
  return Plain(PlainKind::complex, shared({.real = real, .imaginary = imaginary}));
}
Plain Plain::bytes(std::string_view bytes) { return Plain(PlainKind::bytes, shared_text(bytes)); }
Plain Plain::object(std::string_view type_name, std::string_view shown) {
  std::string text(shown.empty() ? "<" + std::string(type_name) + '>' : std::string(shown));
  return Plain(PlainKind::object,
               shared({.text = std::string(type_name), .shown = std::move(text)}));
}

Plain Plain::list(std::initializer_list<Plain> items) {
  return of(PlainKind::list, items.begin(), items.size());
}
Plain Plain::tuple(std::initializer_list<Plain> items) {
  return of(PlainKind::tuple, items.begin(), items.size());
}
Plain Plain::set(std::initializer_list<Plain> items) {
  return of(PlainKind::set, items.begin(), items.size());
}
Plain Plain::frozenset(std::initializer_list<Plain> items) {
  return of(PlainKind::frozenset, items.begin(), items.size());
}
Plain Plain::dict(std::initializer_list<PlainEntry> entries) {
  return dict(entries.begin(), entries.size());
}

Plain Plain::of(PlainKind kind, const Plain* first, std::size_t count) {
  PlainParts parts{.items = std::vector<Plain>(first, first + count)};
  if (kind == PlainKind::set || kind == PlainKind::frozenset) make_unique(kind, parts);
  return Plain(kind, shared(parts));
}

Plain Plain::dict(const PlainEntry* first, std::size_t count) {
  PlainParts parts{.entries = std::vector<PlainEntry>(first, first + count)};
  make_unique(PlainKind::dict, parts);
  return Plain(PlainKind::dict, shared(parts));
}

bool Plain::as_bool() const {
  if (kind_ != PlainKind::boolean) expected("true or false", *this);
  return bits_ != 0;
}

std::int64_t Plain::as_int() const {
  if (kind_ != PlainKind::integer) expected("an integer of 64 bits", *this);
  return static_cast<std::int64_t>(bits_);
}

double Plain::as_double() const {
  if (kind_ == PlainKind::integer) return static_cast<double>(as_int());
  if (kind_ != PlainKind::number) expected("a number", *this);
  return std::bit_cast<double>(bits_);
}

std::string Plain::as_string() const {
  if (kind_ != PlainKind::text) expected("text", *this);
  return parts_of(*this).text;
}

std::string_view Plain::chars() const { return parts_of(*this).text; }
double Plain::real() const { return parts_of(*this).real; }
double Plain::imaginary() const { return parts_of(*this).imaginary; }

std::size_t Plain::size() const {
  const PlainParts& parts = parts_of(*this);
  return kind_ == PlainKind::dict ? parts.entries.size() : parts.items.size();
}
const Plain* Plain::begin() const { return parts_of(*this).items.data(); }
const Plain* Plain::end() const { return begin() + parts_of(*this).items.size(); }

const Plain& Plain::operator[](std::size_t index) const {
  const auto& items = parts_of(*this).items;
  if (index < items.size()) return items[index];
  throw LookupError("cannot get item " + std::to_string(index) + ": there are " +
                    std::to_string(items.size()) + " in this " + name_of(kind_));
}

PlainEntries Plain::entries() const {
  const auto& entries = parts_of(*this).entries;
  return {entries.data(), entries.data() + entries.size()};
}

const Plain* Plain::find(const Plain& key) const {
  const PlainParts& parts = parts_of(*this);
  const std::size_t place = place_of(key, PlainKind::dict, parts);
  return place == parts.entries.size() ? nullptr : &parts.entries[place].value;
}

bool Plain::contains(const Plain& item) const {
  if (kind_ == PlainKind::dict) return find(item) != nullptr;
  if (kind_ == PlainKind::set || kind_ == PlainKind::frozenset)
    return place_of(item, kind_, parts_of(*this)) != size();
  return std::any_of(begin(), end(), [&](const Plain& own) { return own.same_as(item); });
}

}  // namespace ops::base
