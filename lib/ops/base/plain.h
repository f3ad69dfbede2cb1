#pragma once
/// Plain: Python's plain data, which is what a charm of ops keeps from one event to the next.

#include "ops/base/value.h"

namespace ops::base {

class Json;
struct PlainEntry;

/// As Python has them. An integer is big when 64 bits with a sign do not hold it. An object is of
/// none of the types that can be kept: it says what type, and no store takes it.
enum class PlainKind {
  none,
  boolean,
  integer,
  big_integer,
  number,
  complex,
  text,
  bytes,
  list,
  tuple,
  dict,
  set,
  frozenset,
  object,
};

/// "NoneType", "int", "dict": as Python calls the type.
const char* name_of(PlainKind kind);

/// The entries of a dict, in the order in which their keys first came. A view.
struct PlainEntries {
  const PlainEntry* first = nullptr;
  const PlainEntry* last = nullptr;
  const PlainEntry* begin() const { return first; }
  const PlainEntry* end() const { return last; }
};

/// An immutable value of Python's. Copies share it, and are one object where that can be seen:
/// two lists that are one stay one when they are kept, and are two otherwise, however equal.
///
/// Two are equal (==) when they are of one kind and their parts are equal: neither 1 and 1.0 nor 1
/// and true are, a NaN equals itself, and a dict's order does not count. `same_as` is Python's ==.
class Plain {
 public:
  Plain() = default;  ///< None
  Plain(bool value);
  Plain(int value);
  Plain(std::int64_t value);
  Plain(double value);
  Plain(const char* text);
  Plain(std::string_view text);
  Plain(const std::string& text);
  Plain(const Json& json);
  template <class T>
  Plain(const T*) = delete;  // not a bool
  Plain(std::nullptr_t) = delete;

  /// Of decimal digits, perhaps after a minus: exactly as large. Throws ParseError for others.
  static Plain integer(std::string_view digits);
  static Plain complex(double real, double imaginary);
  static Plain bytes(std::string_view bytes);
  static Plain list(std::initializer_list<Plain> items = {});
  static Plain tuple(std::initializer_list<Plain> items = {});
  /// Where a key stands twice, the last value counts. A key that Python cannot hash (a list, a
  /// dict, a set, or what holds one) is a TypeError.
  static Plain dict(std::initializer_list<PlainEntry> entries = {});
  /// Of items that are the same, the first counts. Throws TypeError as `dict` does.
  static Plain set(std::initializer_list<Plain> items = {});
  static Plain frozenset(std::initializer_list<Plain> items = {});
  /// What cannot be kept, such as a "datetime", and how Python would show it; "<datetime>" if
  /// empty.
  static Plain object(std::string_view type_name, std::string_view shown = {});

  /// A list, tuple, set or frozenset of the `count` items that stand in a row from `first`.
  static Plain of(PlainKind kind, const Plain* first, std::size_t count);
  static Plain dict(const PlainEntry* first, std::size_t count);

  /// Reads JSON in which an object of one key stands for what JSON lacks: {"!set": [1]}, and so on
  /// !frozenset, !tuple, !bytes (base 64), !float ("nan", "inf", "-inf"), !complex, !dict (pairs,
  /// when not all keys are text), !int (digits) and !object. Throws ParseError.
  static Plain from_json(std::string_view text);
  /// As from_json reads it. Sets are in the order of their items' JSON; a big integer is all its
  /// digits. Throws ParseError for text that is not UTF-8.
  std::string to_json() const;
  /// As Python shows it: "{'a': [1, None]}". For messages: long ones of ops quote data so.
  std::string to_python() const;

  PlainKind kind() const { return kind_; }
  bool is_null() const { return kind_ == PlainKind::none; }

  /// The value itself. Each throws ParseError when it is of another kind; an integer will do for a
  /// double.
  bool as_bool() const;
  std::int64_t as_int() const;
  double as_double() const;
  std::string as_string() const;
  /// Of text, as UTF-8, of bytes, of a big integer its digits, of an object its type; else empty.
  /// Good as long as this or a copy is.
  std::string_view chars() const;
  double real() const;       ///< Of a complex; 0 of others.
  double imaginary() const;  ///< As above.

  /// How many items, or entries of a dict; 0 of what has no parts.
  std::size_t size() const;
  /// The items of a list, tuple, set or frozenset; none of others.
  const Plain* begin() const;
  const Plain* end() const;
  /// Throws LookupError past the end.
  const Plain& operator[](std::size_t index) const;
  PlainEntries entries() const;
  /// What a dict has under a key that is the same as `key`; null when there is none.
  const Plain* find(const Plain& key) const;
  /// Whether a list, tuple, set or frozenset has an item, or a dict a key, that is the same.
  bool contains(const Plain& item) const;

  /// Python's ==: also 1, 1.0 and true are the same, and so are a set and a frozenset.
  bool same_as(const Plain& other) const;
  /// Whether Python could use it as a key: no list, dict or set, and none in it.
  bool hashable() const;
  /// What all copies share and nothing else has; null for what has no parts and no characters.
  const void* identity() const { return shared_.node(); }

  /// For those who hold it up to others: equal ones, and those that are the same, have one hash.
  std::uint64_t hash() const;
  OPS_VALUE(Plain);

 private:
  Plain(PlainKind kind, std::uint64_t bits) : kind_(kind), bits_(bits) {}
  Plain(PlainKind kind, const Shared& shared) : kind_(kind), shared_(shared) {}

  PlainKind kind_ = PlainKind::none;
  std::uint64_t bits_ = 0;  // of a boolean, an integer or a number
  Shared shared_;           // a PlainParts (see plain_parts.h)
};

struct PlainEntry {
  Plain key;
  Plain value;
};

}  // namespace ops::base

namespace ops {
using base::Plain;
}
