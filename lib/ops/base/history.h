#pragma once
/// What has happened, in order: a sequence that only grows.

#include "ops/base/value.h"

namespace ops::base {

/// The part of History that is compiled once.
class AnyHistory {
 public:
  AnyHistory();
  AnyHistory(const AnyHistory&) = delete;
  AnyHistory& operator=(const AnyHistory&) = delete;
  ~AnyHistory();

  std::size_t size() const;
  bool empty() const { return size() == 0; }

 protected:
  void append(const Items& items);
  const Node* const* first() const;
  const void* at(std::size_t index) const;
  bool contains(const Type& type, const void* value) const;
  Items items() const;

 private:
  struct Nodes;
  Nodes* nodes_;
};

template <class T>
class History : public AnyHistory {
 public:
  Iterator<T> begin() const { return Iterator<T>(first()); }
  Iterator<T> end() const { return Iterator<T>(first() + size()); }
  /// Throws LookupError past the end.
  const T& operator[](std::size_t index) const { return *static_cast<const T*>(at(index)); }
  /// Throws LookupError when nothing has happened.
  const T& back() const { return (*this)[size() - 1]; }
  bool contains(const T& item) const { return AnyHistory::contains(type_of<T>(), &item); }
  /// All of it as a value.
  List<T> list() const { return List<T>(items()); }
  void append(const List<T>& more) { AnyHistory::append(more.items()); }

  friend bool operator==(const History& history, const List<T>& other) {
    return history.list() == other;
  }
  friend std::ostream& operator<<(std::ostream& os, const History& history) {
    return os << history.list();
  }
};

}  // namespace ops::base
