#pragma once
/// Real directories for storages. For .cpp files.

#include <mutex>
#include <string>

namespace ops::testing {

/// A directory for each storage, below a temporary one. Nothing is made before somebody asks, and
/// all is removed with this object. Threads may share it.
class StorageDirs {
 public:
  StorageDirs() = default;
  StorageDirs(const StorageDirs&) = delete;
  StorageDirs& operator=(const StorageDirs&) = delete;
  ~StorageDirs();

  /// The same one each time; made if it is not there. Throws RuntimeError when it cannot be made.
  std::string of(const std::string& name, int index);

 private:
  std::mutex mutex_ = {};
  std::string root_ = {};
};

}  // namespace ops::testing
