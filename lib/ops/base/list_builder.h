#pragma once
/// How a List is made of what comes one by one. For .cpp files.

#include <new>
#include <utility>

#include "ops/base/items_builder.h"
#include "ops/base/value.h"

namespace ops::base {

/// Ts on their way into a List, each made where it stays.
template <class T>
class ListBuilder {
 public:
  void add(T value) {
    Node* node = raw_node(type_of<T>());
    new (value_of(node)) T(std::move(value));
    items_.append(Shared(node));
  }
  List<T> done() { return List<T>(items_.done()); }

 private:
  ItemsBuilder items_;
};

}  // namespace ops::base
