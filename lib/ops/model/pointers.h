#pragma once
/// Things that a Model keeps, in a row.

#include <cstddef>

namespace ops {

/// Throws LookupError: the index is past the end of so many.
[[noreturn]] void refuse_index(std::size_t index, std::size_t size);

/// Pointers to Ts, none of them null: `for (ops::Unit* unit : relation.units())`. The row and what
/// it points to are good as long as the Model.
template <class T>
class Pointers {
 public:
  Pointers() = default;
  Pointers(T* const* first, std::size_t count) : first_(first), count_(count) {}

  T* const* begin() const { return first_; }
  T* const* end() const { return first_ + count_; }
  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  /// Throws LookupError past the end.
  T* operator[](std::size_t index) const {
    if (index >= count_) refuse_index(index, count_);
    return first_[index];
  }

 private:
  T* const* first_ = nullptr;
  std::size_t count_ = 0;
};

}  // namespace ops
