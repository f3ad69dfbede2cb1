#pragma once
/// What an object keeps from one event to the next: StoredState, and what lies in it.

#include <concepts>

#include "ops/base/errors.h"
#include "ops/framework/object.h"
#include "ops/store/store.h"

namespace ops {

/// There is no such name in a StoredState, it is reserved, or it cannot have such a value. Python's
/// AttributeError.
class AttributeError : public LookupError {
 public:
  using LookupError::LookupError;
};

class StoredDict;
class StoredItem;
class StoredList;
class StoredSet;
class StoredState;

namespace framework {
struct StoredCell;
struct StoredRef;  // a value that is stored, and whose it is
class StoredRoot;
}  // namespace framework

/// A value that is stored, or on its way there. A list, dict or set is the one that is stored, not
/// a copy: who changes it changes what is kept, and storing it under a second name stores the one
/// list under two names, now and when it is loaded again. All else is a value.
///
/// Functions of a kind that the value is not throw TypeError.
class StoredValue {
 public:
  /// Anything plain: a list, dict or set is made anew.
  template <std::convertible_to<Plain> T>
  StoredValue(const T& value) : StoredValue(Made(), Plain(value)) {}
  StoredValue(const StoredItem& item);
  StoredValue(const StoredValue& other);
  StoredValue& operator=(const StoredValue& other);
  ~StoredValue();

  base::PlainKind kind() const;
  bool is_null() const { return kind() == base::PlainKind::none; }
  /// What it is now, as a value.
  Plain plain() const;
  /// As of Plain. Throw ParseError when it is another kind.
  bool as_bool() const { return plain().as_bool(); }
  std::int64_t as_int() const { return plain().as_int(); }
  double as_double() const { return plain().as_double(); }
  std::string as_string() const { return plain().as_string(); }

  StoredList list() const;
  StoredDict dict() const;
  StoredSet set() const;

  /// Of a list, the item at that index, from the end when it is negative; of a dict, what is under
  /// that key. Nothing is looked up before it is read or assigned to.
  StoredItem operator[](const Plain& index) const;

  /// How many items it has. Python's len().
  std::size_t size() const;
  /// Whether a list or set has such an item, or a dict such a key.
  bool contains(const Plain& item) const;

  /// As Python compares: with what is stored, and with what is plain.
  bool operator==(const StoredValue& other) const { return plain().same_as(other.plain()); }

 protected:
  explicit StoredValue(const framework::StoredRef& ref);
  framework::StoredCell& cell() const;
  framework::StoredCell& changing() const;  // and is to be saved
  StoredValue part(std::size_t index) const;
  static const StoredValue& expect(const StoredValue& value, base::PlainKind kind);

 private:
  friend class StoredDict;
  friend class StoredItem;
  friend class StoredList;
  friend class StoredState;
  struct Made {};
  StoredValue(Made, const Plain& value);
  framework::StoredRef* ref_;
};

/// `ops.StoredList`: a list that is stored. An index may count from the end: -1 is the last. One
/// that is not there is a LookupError.
class StoredList : public StoredValue {
 public:
  StoredValue get(std::int64_t index) const;
  void set(std::int64_t index, const StoredValue& value) const;
  void erase(std::int64_t index) const;
  void append(const StoredValue& value) const;
  /// Before `index`; one past either end is that end.
  void insert(std::int64_t index, const StoredValue& value) const;
  /// Appends all items of a list or tuple.
  void extend(const StoredValue& items) const;
  StoredValue pop(std::int64_t index = -1) const;
  /// The first that is the same. Throws ValueError when there is none.
  void remove(const Plain& value) const;
  void reverse() const;
  void clear() const;
  /// Of the first that is the same. Throws ValueError when there is none.
  std::int64_t index(const Plain& value) const;
  std::int64_t count(const Plain& value) const;

  /// Item by item, as Python does it. Throw TypeError for items that have no order.
  bool operator<(const StoredValue& other) const;
  bool operator<=(const StoredValue& other) const;
  bool operator>(const StoredValue& other) const;
  bool operator>=(const StoredValue& other) const;

 private:
  friend class StoredValue;
  explicit StoredList(const StoredValue& value) : StoredValue(value) {}
};

/// `ops.StoredDict`: a dict that is stored. A key that is not there is a LookupError.
class StoredDict : public StoredValue {
 public:
  StoredValue get(const Plain& key) const;
  StoredValue get(const Plain& key, const StoredValue& otherwise) const;
  void set(const Plain& key, const StoredValue& value) const;
  void erase(const Plain& key) const;
  base::List<Plain> keys() const;
  StoredValue pop(const Plain& key) const;
  StoredValue pop(const Plain& key, const StoredValue& otherwise) const;
  /// Takes the first entry away: a tuple of its key and value. LookupError when there is none.
  Plain popitem() const;
  StoredValue setdefault(const Plain& key, const StoredValue& value) const;
  /// Sets all entries of another dict.
  void update(const StoredValue& entries) const;
  void clear() const;

 private:
  friend class StoredValue;
  explicit StoredDict(const StoredValue& value) : StoredValue(value) {}
};

/// `ops.StoredSet`: a set that is stored. An item that Python cannot hash is a TypeError.
class StoredSet : public StoredValue {
 public:
  void add(const Plain& item) const;
  void discard(const Plain& item) const;
  /// Throws LookupError when it is not there.
  void remove(const Plain& item) const;
  /// Takes the first away. LookupError when there is none.
  Plain pop() const;
  void clear() const;
  void update(const StoredValue& items) const;
  bool isdisjoint(const StoredValue& other) const;

  /// Plain sets, with a set or frozenset, stored or not.
  Plain operator|(const StoredValue& other) const;
  Plain operator&(const StoredValue& other) const;
  Plain operator-(const StoredValue& other) const;
  Plain operator^(const StoredValue& other) const;
  /// Whether all of it is in the other; < when that has more.
  bool operator<=(const StoredValue& other) const;
  bool operator<(const StoredValue& other) const;
  bool operator>=(const StoredValue& other) const;
  bool operator>(const StoredValue& other) const;

 private:
  friend class StoredValue;
  explicit StoredSet(const StoredValue& value) : StoredValue(value) {}
};

/// A place in what is stored: read it, or assign to it.
class StoredItem {
 public:
  const StoredItem& operator=(const StoredValue& value) const;
  const StoredItem& operator=(const StoredItem& other) const {
    return this == &other ? *this : *this = other.get();
  }
  StoredItem(const StoredItem&) = default;
  ~StoredItem() = default;

  /// What is there. Throws AttributeError or LookupError when nothing is.
  StoredValue get() const;

  base::PlainKind kind() const { return get().kind(); }
  bool is_null() const { return get().is_null(); }
  Plain plain() const { return get().plain(); }
  bool as_bool() const { return get().as_bool(); }
  std::int64_t as_int() const { return get().as_int(); }
  double as_double() const { return get().as_double(); }
  std::string as_string() const { return get().as_string(); }
  StoredList list() const;
  StoredDict dict() const;
  StoredSet set() const;
  StoredItem operator[](const Plain& index) const { return {get(), index}; }
  friend bool operator==(const StoredItem& item, const StoredValue& value) {
    return item.get() == value;
  }

 private:
  friend class StoredValue;
  friend class StoredState;
  StoredItem(const StoredValue& in, const Plain& index) : in_(in), index_(index) {}
  StoredItem(StoredState& state, const Plain& name) : in_(Plain()), index_(name), state_(&state) {}
  StoredValue in_;
  Plain index_;
  StoredState* state_ = nullptr;  // which it is in, under a name; else null
};

/// `ops.StoredState`: names and plain data that an object keeps from one event to the next.
///
///     class MyCharm : public ops::CharmBase {
///      public:
///       explicit MyCharm(ops::Framework& framework) : CharmBase(framework) {
///         stored_.set_default({{"count", 0}, {"seen", ops::Plain::set()}});
///       }
///       void on_start(ops::StartEvent&) {
///         stored_["count"] = stored_["count"].as_int() + 1;
///         stored_["seen"].set().add("start");
///       }
///      private:
///       ops::StoredState stored_{*this};
///     };
///
/// It is loaded when it is first used, and saved, if anything was changed, when the dispatch ends
/// well. It lies under the owner's path and `name`: what a charm in Python kept under the same ones
/// is there. A second StoredState of one owner and name cannot be used: RuntimeError.
///
/// Functions throw store::StoreError when it cannot be loaded. What is nested in a list, dict, set
/// or tuple is looked at only when all is saved: what cannot be kept makes that throw ValueError.
class StoredState {
 public:
  /// `owner` is the object that has it as a member.
  explicit StoredState(Object& owner, std::string_view name = "_stored");
  StoredState(const StoredState&) = delete;
  StoredState& operator=(const StoredState&) = delete;
  ~StoredState();

  StoredItem operator[](std::string_view name);
  /// Throws AttributeError for a name that has no value, and for "on", which is reserved.
  StoredValue get(std::string_view name);
  /// Throws AttributeError for "on", and for a tuple, a frozenset, a complex or an object.
  void set(std::string_view name, const StoredValue& value);
  bool has(std::string_view name);
  /// Sets what has no value yet, to whatever it is.
  void set_default(const store::Snapshot& values);
  /// All, in the order in which they were first set.
  base::List<std::string> names();

 private:
  framework::StoredRoot& root();

  Object* owner_;
  std::string name_;
  framework::StoredRoot* root_ = nullptr;
};

}  // namespace ops
