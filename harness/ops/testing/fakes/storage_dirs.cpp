#include "ops/testing/fakes/storage_dirs.h"

#include <stdlib.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "ops/base/errors.h"

namespace ops::testing {

namespace {

[[noreturn]] void cannot_make(const std::string& directory, const std::error_code& why) {
  throw RuntimeError("cannot make the storage's directory " + directory + ": " + why.message() +
                     "; let TMPDIR name a directory that can be written to");
}

std::string make_root() {
  std::string path = (std::filesystem::temp_directory_path() / "ops-testing-XXXXXX").string();
  if (!mkdtemp(path.data())) cannot_make(path, {errno, std::generic_category()});
  return path;
}

}  // namespace

StorageDirs::~StorageDirs() {
  std::error_code ignored;  // what is left is in a temporary directory
  if (!root_.empty()) std::filesystem::remove_all(root_, ignored);
}

std::string StorageDirs::of(const std::string& name, int index) {
  const std::lock_guard lock(mutex_);
  if (root_.empty()) root_ = make_root();
  const std::string path = root_ + "/storages/" + name + '-' + std::to_string(index);
  std::error_code failed;
  std::filesystem::create_directories(path, failed);
  if (failed) cannot_make(path, failed);
  return path;
}

}  // namespace ops::testing
