#pragma once
/// The storages of the unit.

#include "ops/base/value.h"

namespace ops {

class Model;

/// One instance of a storage that metadata declares. `ops.Storage`.
class Storage {
 public:
  /// For the model and for events.
  Storage(Model& model, std::string name, int index);

  /// "data"
  const std::string& name() const { return name_; }
  /// 0 of "data/0"
  int index() const { return index_; }
  /// "data/0"
  std::string full_id() const;
  /// Where it is mounted, or the path of its block device; asked for once. Throws ModelError when
  /// Juju refuses, as it does for one that is not attached.
  const std::string& location();
  /// Used by events, which know it.
  void set_location(std::string_view location);

 private:
  Model* model_;
  std::string name_;
  int index_;
  base::Optional<std::string> location_ = {};
};

/// Those of one name. A view: the Storages are the model's, and live as long.
class Storages {
 public:
  Storages(Storage* first, std::size_t count) : first_(first), count_(count) {}

  Storage* begin() const { return first_; }
  Storage* end() const { return first_ + count_; }
  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  /// The one of this index; null when there is none.
  Storage* find(int index) const;

 private:
  Storage* first_;
  std::size_t count_;
};

}  // namespace ops
