#include "ops/framework/stored_cell.h"

#include <algorithm>

#include "ops/framework/framework.h"
#include "ops/store/check.h"

namespace ops::framework {

using base::PlainEntry, base::PlainKind;

bool StoredCell::can_change() const {
  return kind == PlainKind::list || kind == PlainKind::dict || kind == PlainKind::set;
}

std::size_t StoredCell::size() const {
  if (!can_change()) return value.size();
  return kind == PlainKind::list ? items.size() : keys.size();
}

std::size_t StoredCell::place_of(const Plain& key) const {
  const auto [first, last] = places.equal_range(key.hash());
  const auto found =
      std::find_if(first, last, [&](const auto& place) { return keys[place.second].same_as(key); });
  return found == last ? keys.size() : found->second;
}

void StoredCell::add_key(const Plain& key) {
  if (!key.hashable())
    throw TypeError(std::string("unhashable type: '") + name_of(key.kind()) + '\'');
  places.emplace(key.hash(), keys.size());
  keys.push_back(key);
}

void StoredCell::erase_key(std::size_t place) {
  const auto at = static_cast<std::ptrdiff_t>(place);
  keys.erase(keys.begin() + at);
  if (kind == PlainKind::dict) items.erase(items.begin() + at);
  places.clear();
  for (std::size_t i = 0; i < keys.size(); ++i) places.emplace(keys[i].hash(), i);
}

void StoredCell::clear() {
  items.clear();
  keys.clear();
  places.clear();
}

CellPtr CellMaker::cell(const Plain& value) {
  const void* identity = value.identity();
  if (const auto known = made_.find(identity); identity && known != made_.end())
    return known->second;
  auto cell = std::make_shared<StoredCell>(StoredCell{.kind = value.kind()});
  if (!cell->can_change()) {
    cell->value = value;
    return cell;
  }
  made_[identity] = cell;
  for (const Plain& item : value)
    value.kind() == PlainKind::set ? cell->add_key(item) : cell->items.push_back(this->cell(item));
  for (const auto& [key, own] : value.entries()) {
    cell->add_key(key);
    cell->items.push_back(this->cell(own));
  }
  return cell;
}

Plain PlainMaker::plain(const StoredCell& cell) {
  if (!cell.can_change()) return cell.value;
  if (const auto known = made_.find(&cell); known != made_.end()) return known->second;
  if (std::ranges::find(open_, &cell) != open_.end())
    throw ValueError(std::string("cannot keep a ") + name_of(cell.kind) +
                     " that is inside itself; store a copy of it there");
  open_.push_back(&cell);
  const Plain plain = made(cell);
  open_.pop_back();
  return made_[&cell] = plain;
}

Plain PlainMaker::made(const StoredCell& cell) {
  if (cell.kind == PlainKind::set)
    return Plain::of(PlainKind::set, cell.keys.data(), cell.keys.size());
  std::vector<Plain> parts;
  for (const CellPtr& item : cell.items) parts.push_back(plain(*item));
  if (cell.kind == PlainKind::list) return Plain::of(PlainKind::list, parts.data(), parts.size());
  std::vector<PlainEntry> entries;
  for (std::size_t i = 0; i < parts.size(); ++i) entries.push_back({cell.keys[i], parts[i]});
  return Plain::dict(entries.data(), entries.size());
}

StoredRoot::StoredRoot(Object& owner, const std::string& name)
    : Object(owner, "StoredStateData", name) {
  CellMaker maker;
  const auto kept = framework().store().find_snapshot(path()).value_or({});
  for (const auto& [key, value] : kept) values.emplace_back(key, maker.cell(value));
  framework().observe<&StoredRoot::on_commit>(framework().on().commit, *this);
}

CellPtr StoredRoot::find(std::string_view name) const {
  const auto found = std::ranges::find(values, name, &Entry::first);
  return found == values.end() ? nullptr : found->second;
}

void StoredRoot::set(std::string_view name, const CellPtr& cell) {
  const auto found = std::ranges::find(values, name, &Entry::first);
  if (found == values.end())
    values.emplace_back(name, cell);
  else
    found->second = cell;
  change->made = true;
}

void StoredRoot::on_commit(EventBase&) {
  if (!change->made) return;
  PlainMaker maker;
  store::Snapshot data;
  for (const auto& [name, cell] : values) data = data.with(name, maker.plain(*cell));
  store::check_storable("StoredStateData", data);
  framework().store().save_snapshot(path(), data);
  change->made = false;
}

}  // namespace ops::framework
