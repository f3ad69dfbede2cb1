/// Sets that are stored.
#include <algorithm>

#include "ops/framework/stored_cell.h"

namespace ops {

using base::PlainKind, framework::StoredCell;

namespace {

/// A set or frozenset.
Plain set_of(const StoredValue& value) {
  const Plain plain = value.plain();
  if (plain.kind() == PlainKind::set || plain.kind() == PlainKind::frozenset) return plain;
  throw TypeError(std::string("cannot hold a set up to a ") + name_of(plain.kind()) +
                  ": make it a set first");
}

/// The items of `a` that `b` has, or has not.
std::vector<Plain> chosen(const Plain& a, const Plain& b, bool in_b) {
  std::vector<Plain> some;
  std::copy_if(a.begin(), a.end(), std::back_inserter(some),
               [&](const Plain& item) { return b.contains(item) == in_b; });
  return some;
}

Plain set_from(const std::vector<Plain>& items) {
  return Plain::of(PlainKind::set, items.data(), items.size());
}

Plain joined(std::vector<Plain> items, const std::vector<Plain>& more) {
  items.insert(items.end(), more.begin(), more.end());
  return set_from(items);
}

bool is_within(const Plain& a, const Plain& b) { return chosen(a, b, false).empty(); }

}  // namespace

void StoredSet::add(const Plain& item) const {
  StoredCell& set = changing();
  if (set.place_of(item) == set.keys.size()) set.add_key(item);
}

void StoredSet::discard(const Plain& item) const {
  StoredCell& set = changing();
  if (const std::size_t place = set.place_of(item); place < set.keys.size()) set.erase_key(place);
}

void StoredSet::remove(const Plain& item) const {
  if (!contains(item))
    throw LookupError("cannot remove " + item.to_python() +
                      " from the set: it is not there; discard() it");
  discard(item);
}

Plain StoredSet::pop() const {
  if (size() == 0) throw LookupError("cannot take an item from the set: it is empty");
  const Plain item = cell().keys.front();
  discard(item);
  return item;
}

void StoredSet::clear() const {
  if (size() > 0) changing().clear();
}

void StoredSet::update(const StoredValue& items) const {
  for (const Plain& item : set_of(items)) add(item);
}

bool StoredSet::isdisjoint(const StoredValue& other) const {
  return chosen(plain(), set_of(other), true).empty();
}

Plain StoredSet::operator|(const StoredValue& other) const {
  const Plain own = plain();
  return joined(std::vector<Plain>(own.begin(), own.end()), chosen(set_of(other), own, false));
}
Plain StoredSet::operator&(const StoredValue& other) const {
  return set_from(chosen(plain(), set_of(other), true));
}
Plain StoredSet::operator-(const StoredValue& other) const {
  return set_from(chosen(plain(), set_of(other), false));
}
Plain StoredSet::operator^(const StoredValue& other) const {
  const Plain a = plain(), b = set_of(other);
  return joined(chosen(a, b, false), chosen(b, a, false));
}

bool StoredSet::operator<=(const StoredValue& other) const {
  return is_within(plain(), set_of(other));
}
bool StoredSet::operator>=(const StoredValue& other) const {
  return is_within(set_of(other), plain());
}
bool StoredSet::operator<(const StoredValue& other) const {
  return *this <= other && size() < set_of(other).size();
}
bool StoredSet::operator>(const StoredValue& other) const {
  return *this >= other && size() > set_of(other).size();
}

}  // namespace ops
