/// Lists and dicts that are stored, and how Python changes them.
#include <algorithm>

#include "ops/framework/stored_cell.h"

namespace ops {

using base::PlainKind, framework::CellMaker, framework::CellPtr, framework::StoredCell;

namespace {

[[noreturn]] void fail_at(const std::string& what, std::size_t size) {
  throw LookupError("cannot find " + what + ": there are " + std::to_string(size) +
                    " items; ask contains() or size() first");
}

/// Where `index` is, counted from the end if it is negative.
std::size_t place_in(const StoredCell& list, std::int64_t index) {
  const auto size = static_cast<std::int64_t>(list.items.size());
  const std::int64_t place = index < 0 ? index + size : index;
  if (place < 0 || place >= size)
    fail_at("item " + std::to_string(index) + " of the list", list.items.size());
  return static_cast<std::size_t>(place);
}

std::size_t place_in(const StoredCell& dict, const Plain& key) {
  const std::size_t place = dict.place_of(key);
  if (place == dict.keys.size()) fail_at(key.to_python() + " in the dict", dict.keys.size());
  return place;
}

CellPtr& at(StoredCell& in, std::size_t place) { return in.items[place]; }

auto iterator_at(std::vector<CellPtr>& items, std::size_t place) {
  return items.begin() + static_cast<std::ptrdiff_t>(place);
}

bool less(const Plain& a, const Plain& b);

bool less_items(const Plain& a, const Plain& b) {
  const auto [first, second] =
      std::mismatch(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Plain& one, const Plain& other) { return one.same_as(other); });
  if (first == a.end() || second == b.end()) return a.size() < b.size();
  return less(*first, *second);
}

bool is_number(const Plain& value) {
  return value.kind() == PlainKind::boolean || value.kind() == PlainKind::integer ||
         value.kind() == PlainKind::number || value.kind() == PlainKind::big_integer;
}

/// As near as a double comes.
double number_of(const Plain& value) {
  if (value.kind() == PlainKind::boolean) return value.as_bool() ? 1 : 0;
  return value.kind() == PlainKind::big_integer ? std::stod(std::string(value.chars()))
                                                : value.as_double();
}

/// Python's a < b.
bool less(const Plain& a, const Plain& b) {
  if (a.kind() == PlainKind::integer && b.kind() == PlainKind::integer)
    return a.as_int() < b.as_int();
  if (is_number(a) && is_number(b)) return number_of(a) < number_of(b);
  if (a.kind() == b.kind()) {
    if (a.kind() == PlainKind::text || a.kind() == PlainKind::bytes) return a.chars() < b.chars();
    if (a.kind() == PlainKind::list || a.kind() == PlainKind::tuple) return less_items(a, b);
  }
  throw TypeError(std::string("'<' not supported between instances of '") + name_of(a.kind()) +
                  "' and '" + name_of(b.kind()) + '\'');
}

}  // namespace

// ---- lists

StoredValue StoredList::get(std::int64_t index) const { return part(place_in(cell(), index)); }

void StoredList::set(std::int64_t index, const StoredValue& value) const {
  const std::size_t place = place_in(cell(), index);
  at(changing(), place) = value.ref_->cell;
}

void StoredList::erase(std::int64_t index) const {
  const std::size_t place = place_in(cell(), index);
  auto& items = changing().items;
  items.erase(iterator_at(items, place));
}

void StoredList::append(const StoredValue& value) const {
  changing().items.push_back(value.ref_->cell);
}

void StoredList::insert(std::int64_t index, const StoredValue& value) const {
  auto& items = changing().items;
  const auto size = static_cast<std::int64_t>(items.size());
  const std::int64_t place = std::clamp(index < 0 ? index + size : index, std::int64_t{0}, size);
  items.insert(iterator_at(items, static_cast<std::size_t>(place)), value.ref_->cell);
}

void StoredList::extend(const StoredValue& items) const {
  if (items.kind() == PlainKind::list) {
    const std::vector<CellPtr> more = items.cell().items;  // a copy, since it may be this list
    for (const CellPtr& item : more) changing().items.push_back(item);
    return;
  }
  CellMaker maker;
  for (const Plain& item : expect(items, PlainKind::tuple).plain())
    changing().items.push_back(maker.cell(item));
}

StoredValue StoredList::pop(std::int64_t index) const {
  StoredValue value = get(index);
  erase(index);
  return value;
}

void StoredList::remove(const Plain& value) const { erase(index(value)); }
void StoredList::reverse() const {
  if (size() > 1) std::ranges::reverse(changing().items);
}
void StoredList::clear() const {
  if (size() > 0) changing().clear();
}

std::int64_t StoredList::index(const Plain& value) const {
  for (std::size_t i = 0; i < size(); ++i)
    if (part(i).plain().same_as(value)) return static_cast<std::int64_t>(i);
  throw ValueError("cannot find " + value.to_python() + " in the list; ask contains() first");
}

std::int64_t StoredList::count(const Plain& value) const {
  const Plain all = plain();
  return std::count_if(all.begin(), all.end(),
                       [&](const Plain& own) { return own.same_as(value); });
}

bool StoredList::operator<(const StoredValue& other) const {
  return less_items(plain(), expect(other, PlainKind::list).plain());
}
bool StoredList::operator>(const StoredValue& other) const {
  return less_items(expect(other, PlainKind::list).plain(), plain());
}
bool StoredList::operator<=(const StoredValue& other) const {
  return *this == other || *this < other;
}
bool StoredList::operator>=(const StoredValue& other) const {
  return *this == other || *this > other;
}

// ---- dicts

StoredValue StoredDict::get(const Plain& key) const { return part(place_in(cell(), key)); }

StoredValue StoredDict::get(const Plain& key, const StoredValue& otherwise) const {
  return contains(key) ? get(key) : otherwise;
}

void StoredDict::set(const Plain& key, const StoredValue& value) const {
  const std::size_t place = cell().place_of(key);
  if (place < size()) {
    at(changing(), place) = value.ref_->cell;
    return;
  }
  cell().add_key(key);
  changing().items.push_back(value.ref_->cell);
}

void StoredDict::erase(const Plain& key) const {
  const std::size_t place = place_in(cell(), key);
  changing().erase_key(place);
}

base::List<Plain> StoredDict::keys() const {
  return base::List<Plain>(cell().keys.data(), cell().keys.size());
}

StoredValue StoredDict::pop(const Plain& key) const {
  StoredValue value = get(key);
  erase(key);
  return value;
}

StoredValue StoredDict::pop(const Plain& key, const StoredValue& otherwise) const {
  return contains(key) ? pop(key) : otherwise;
}

Plain StoredDict::popitem() const {
  if (size() == 0) fail_at("an entry in the dict", 0);
  const Plain key = cell().keys.front();
  return Plain::tuple({key, pop(key).plain()});
}

StoredValue StoredDict::setdefault(const Plain& key, const StoredValue& value) const {
  if (!contains(key)) set(key, value);
  return get(key);
}

void StoredDict::update(const StoredValue& entries) const {
  const StoredDict other = entries.dict();
  for (const Plain& key : other.keys()) set(key, other.get(key));
}

void StoredDict::clear() const {
  if (size() > 0) changing().clear();
}

}  // namespace ops
