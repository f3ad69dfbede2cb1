/// What of Plains is equal, and what is the same to Python.
#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>

#include "ops/base/errors.h"
#include "ops/base/plain_parts.h"

namespace ops::base {

namespace {

constexpr std::size_t kFew = 8;        // items that are searched one by one
constexpr double kPastInt64 = 0x1p63;  // the first double that no std::int64_t holds
constexpr std::uint64_t kNanHash = 0x6E616E;

std::uint64_t spread(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
  return value ^ (value >> 31);
}

bool is_set(PlainKind kind) { return kind == PlainKind::set || kind == PlainKind::frozenset; }
bool is_whole(PlainKind kind) { return kind == PlainKind::boolean || kind == PlainKind::integer; }
bool is_real(PlainKind kind) { return is_whole(kind) || kind == PlainKind::number; }

std::int64_t whole(const Plain& value) {
  return value.kind() == PlainKind::boolean ? std::int64_t{value.as_bool()} : value.as_int();
}

/// The integer that a double is, if it is one.
bool is_integer(double number, std::int64_t& out) {
  if (!(number >= -kPastInt64 && number < kPastInt64) || number != std::trunc(number)) return false;
  out = static_cast<std::int64_t>(number);
  return true;
}

bool same_reals(const Plain& a, const Plain& b) {
  if (is_whole(a.kind()) && is_whole(b.kind())) return whole(a) == whole(b);
  if (is_whole(b.kind())) return same_reals(b, a);
  std::int64_t number = 0;
  if (is_whole(a.kind())) return is_integer(b.as_double(), number) && number == whole(a);
  return a.as_double() == b.as_double() || (std::isnan(a.as_double()) && std::isnan(b.as_double()));
}

bool equal_numbers(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) ||
         (std::isnan(a) && std::isnan(b));
}

/// How two values are held up to each other.
struct Comparison {
  bool as_python;

  bool operator()(const Plain& a, const Plain& b) const {
    if (a.identity() && a.identity() == b.identity()) return true;
    if (as_python && is_real(a.kind()) && is_real(b.kind())) return same_reals(a, b);
    if (as_python && is_set(a.kind()) && is_set(b.kind())) return sets(a, b);
    return a.kind() == b.kind() && of_one_kind(a, b);
  }

 private:
  bool of_one_kind(const Plain& a, const Plain& b) const {
    switch (a.kind()) {
      case PlainKind::none:
        return true;
      case PlainKind::boolean:
      case PlainKind::integer:
        return whole(a) == whole(b);
      case PlainKind::number:
        return equal_numbers(a.as_double(), b.as_double());
      case PlainKind::complex:
        return a.real() == b.real() && a.imaginary() == b.imaginary();
      case PlainKind::big_integer:
      case PlainKind::text:
      case PlainKind::bytes:
      case PlainKind::object:
        return a.chars() == b.chars();
      case PlainKind::list:
      case PlainKind::tuple:
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), *this);
      case PlainKind::dict:
        return dicts(a, b);
      case PlainKind::set:
      case PlainKind::frozenset:
        return sets(a, b);
    }
    return false;
  }

  bool sets(const Plain& a, const Plain& b) const {
    return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&](const Plain& item) {
             const std::size_t place = place_of(item, b.kind(), parts_of(b));
             return place < b.size() && (as_python || (*this)(item, b[place]));
           });
  }

  bool dicts(const Plain& a, const Plain& b) const {
    if (a.size() != b.size()) return false;
    for (const auto& [key, value] : a.entries()) {
      const std::size_t place = place_of(key, PlainKind::dict, parts_of(b));
      if (place == b.size()) return false;
      const PlainEntry& other = b.entries().first[place];
      if (!(as_python || (*this)(key, other.key)) || !(*this)(value, other.value)) return false;
    }
    return true;
  }
};

std::uint64_t hash_number(double number) {
  std::int64_t whole_number = 0;
  if (is_integer(number, whole_number)) return spread(static_cast<std::uint64_t>(whole_number));
  return std::isnan(number) ? kNanHash : std::hash<double>{}(number);
}

std::uint64_t hash_parts(const Plain& value, std::uint64_t seed) {
  std::uint64_t all = seed;
  if (value.kind() == PlainKind::list || value.kind() == PlainKind::tuple) {
    for (const Plain& item : value) all = spread(all * 31 + item.hash());
    return all;
  }
  for (const Plain& item : value) all += spread(item.hash());
  for (const auto& [key, own] : value.entries()) all += spread(key.hash() * 31 + own.hash());
  return spread(all);
}

const Plain& item_at(PlainKind kind, const PlainParts& in, std::size_t place) {
  return kind == PlainKind::dict ? in.entries[place].key : in.items[place];
}

[[noreturn]] void refuse_key(PlainKind kind, const Plain& key) {
  throw TypeError(std::string("cannot use a ") + name_of(key.kind()) + " in a " + name_of(kind) +
                  (kind == PlainKind::dict ? " as a key" : "") +
                  ": it is unhashable in Python; use a tuple or a frozenset of plain values");
}

}  // namespace

bool Plain::operator==(const Plain& other) const { return Comparison{false}(*this, other); }
bool Plain::same_as(const Plain& other) const { return Comparison{true}(*this, other); }

bool Plain::hashable() const {
  if (kind_ == PlainKind::list || kind_ == PlainKind::dict || kind_ == PlainKind::set) return false;
  return kind_ != PlainKind::tuple ||
         std::all_of(begin(), end(), [](const Plain& item) { return item.hashable(); });
}

std::uint64_t Plain::hash() const {
  const std::uint64_t seed = is_set(kind_) ? static_cast<std::uint64_t>(PlainKind::set)
                                           : static_cast<std::uint64_t>(kind_);
  if (is_whole(kind_)) return spread(static_cast<std::uint64_t>(whole(*this)));
  if (kind_ == PlainKind::number) return hash_number(as_double());
  if (kind_ == PlainKind::complex) return hash_number(real()) * 31 + hash_number(imaginary());
  if (kind_ < PlainKind::list || kind_ == PlainKind::object)
    return spread(std::hash<std::string_view>{}(chars()) + seed);
  return hash_parts(*this, seed);
}

std::size_t place_of(const Plain& wanted, PlainKind kind, const PlainParts& in) {
  const std::size_t count = kind == PlainKind::dict ? in.entries.size() : in.items.size();
  const auto is_it = [&](std::size_t at) { return item_at(kind, in, at).same_as(wanted); };
  if (in.index.empty()) {
    std::size_t place = 0;
    while (place < count && !is_it(place)) ++place;
    return place;
  }
  const std::uint64_t hash = wanted.hash();
  auto at = std::lower_bound(in.index.begin(), in.index.end(), std::pair(hash, std::uint32_t{0}));
  for (; at != in.index.end() && at->first == hash; ++at)
    if (is_it(at->second)) return at->second;
  return count;
}

void make_unique(PlainKind kind, PlainParts& parts) {
  const bool is_dict = kind == PlainKind::dict;
  const std::size_t count = is_dict ? parts.entries.size() : parts.items.size();
  for (std::size_t i = 0; i < count; ++i)
    if (!item_at(kind, parts, i).hashable()) refuse_key(kind, item_at(kind, parts, i));

  PlainIndex all;
  for (std::size_t i = 0; i < count; ++i)
    all.emplace_back(item_at(kind, parts, i).hash(), static_cast<std::uint32_t>(i));
  std::ranges::sort(all);
  std::vector<bool> doubled(count);
  for (auto at = all.begin(); at != all.end(); ++at)
    for (auto next = at + 1; next != all.end() && next->first == at->first; ++next) {
      if (doubled[at->second] || doubled[next->second]) continue;
      if (!item_at(kind, parts, at->second).same_as(item_at(kind, parts, next->second))) continue;
      doubled[next->second] = true;  // the first key stays, with the last value
      if (is_dict) parts.entries[at->second].value = parts.entries[next->second].value;
    }
  if (std::ranges::find(doubled, true) != doubled.end()) {
    std::size_t number = 0;
    const auto is_doubled = [&](const auto&) { return doubled[number++]; };
    if (is_dict)
      std::erase_if(parts.entries, is_doubled);
    else
      std::erase_if(parts.items, is_doubled);
    return make_unique(kind, parts);
  }
  if (count > kFew) parts.index = std::move(all);
}

}  // namespace ops::base
