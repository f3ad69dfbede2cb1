#include "ops/framework/stored_state.h"

#include "ops/framework/stored_cell.h"

namespace ops {

using base::PlainKind, framework::CellMaker, framework::CellPtr, framework::PlainMaker,
    framework::StoredCell, framework::StoredRef;

namespace {

constexpr std::string_view kReserved = "on";

std::string attribute(std::string_view name) { return "attribute '" + std::string(name) + "' "; }

bool can_be_attribute(PlainKind kind) {
  return kind != PlainKind::tuple && kind != PlainKind::frozenset && kind != PlainKind::complex &&
         kind != PlainKind::object;
}

}  // namespace

// ---- values

StoredValue::StoredValue(Made, const Plain& value)
    : ref_(new StoredRef{CellMaker().cell(value), nullptr}) {}
StoredValue::StoredValue(const StoredItem& item) : StoredValue(item.get()) {}
StoredValue::StoredValue(const StoredValue& other) : ref_(new StoredRef(*other.ref_)) {}
StoredValue::StoredValue(const StoredRef& ref) : ref_(new StoredRef(ref)) {}
StoredValue::~StoredValue() { delete ref_; }

StoredValue& StoredValue::operator=(const StoredValue& other) {
  if (this != &other) *ref_ = *other.ref_;
  return *this;
}

StoredCell& StoredValue::cell() const { return *ref_->cell; }

StoredCell& StoredValue::changing() const {
  if (ref_->change) ref_->change->made = true;
  return cell();
}

StoredValue StoredValue::part(std::size_t index) const {
  return StoredValue(StoredRef{cell().items[index], ref_->change});
}

PlainKind StoredValue::kind() const { return cell().kind; }
Plain StoredValue::plain() const { return PlainMaker().plain(cell()); }
std::size_t StoredValue::size() const { return cell().size(); }

bool StoredValue::contains(const Plain& item) const {
  const StoredCell& in = cell();
  if (in.kind == PlainKind::dict || in.kind == PlainKind::set)
    return in.place_of(item) < in.keys.size();
  return plain().contains(item);
}

const StoredValue& StoredValue::expect(const StoredValue& value, PlainKind kind) {
  if (value.kind() == kind) return value;
  throw TypeError(std::string("cannot use a ") + name_of(value.kind()) + " as a " + name_of(kind) +
                  ": look at its kind() first");
}

StoredList StoredValue::list() const { return StoredList(expect(*this, PlainKind::list)); }
StoredDict StoredValue::dict() const { return StoredDict(expect(*this, PlainKind::dict)); }
StoredSet StoredValue::set() const { return StoredSet(expect(*this, PlainKind::set)); }
StoredItem StoredValue::operator[](const Plain& index) const { return {*this, index}; }

// ---- places

StoredList StoredItem::list() const { return get().list(); }
StoredDict StoredItem::dict() const { return get().dict(); }
StoredSet StoredItem::set() const { return get().set(); }

StoredValue StoredItem::get() const {
  if (state_) return state_->get(index_.chars());
  if (in_.kind() == PlainKind::dict) return in_.dict().get(index_);
  return in_.list().get(index_.as_int());
}

const StoredItem& StoredItem::operator=(const StoredValue& value) const {
  if (state_)
    state_->set(index_.chars(), value);
  else if (in_.kind() == PlainKind::dict)
    in_.dict().set(index_, value);
  else
    in_.list().set(index_.as_int(), value);
  return *this;
}

// ---- the state

StoredState::StoredState(Object& owner, std::string_view name) : owner_(&owner), name_(name) {}
StoredState::~StoredState() { delete root_; }

framework::StoredRoot& StoredState::root() {
  if (!root_) root_ = new framework::StoredRoot(*owner_, name_);
  return *root_;
}

StoredItem StoredState::operator[](std::string_view name) { return {*this, name}; }

StoredValue StoredState::get(std::string_view name) {
  framework::StoredRoot& all = root();
  if (name == kReserved) throw AttributeError(attribute(name) + "is reserved");
  const CellPtr found = all.find(name);
  if (!found) throw AttributeError(attribute(name) + "is not stored");
  return StoredValue(StoredRef{found, all.change});
}

void StoredState::set(std::string_view name, const StoredValue& value) {
  framework::StoredRoot& all = root();
  if (name == kReserved) throw AttributeError(attribute(name) + "is reserved and cannot be set");
  if (!can_be_attribute(value.kind())) {
    const bool named = value.kind() == PlainKind::object;
    throw AttributeError(attribute(name) + "cannot be a " +
                         (named ? std::string(value.plain().chars()) : name_of(value.kind())) +
                         ": must be int/float/dict/list/etc");
  }
  all.set(name, value.ref_->cell);
}

bool StoredState::has(std::string_view name) {
  return root().find(name) != nullptr && name != kReserved;
}

void StoredState::set_default(const store::Snapshot& values) {
  CellMaker maker;
  for (const auto& [name, value] : values)
    if (!root().find(name)) root().set(name, maker.cell(value));
}

base::List<std::string> StoredState::names() {
  base::List<std::string> names;
  for (const auto& [name, _] : root().values) names = names.with(name);
  return names;
}

}  // namespace ops
