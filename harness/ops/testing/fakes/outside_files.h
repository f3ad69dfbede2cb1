#pragma once
/// Files of the machine that runs the test, which a Mount shows. For .cpp files.

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "ops/testing/state/file.h"

namespace ops::testing {

/// Without the content of files, nothing when there is nothing. All of these throw DiskError.
std::optional<File> find_outside(const std::string& path, bool follow_link);
std::set<std::string> names_outside(const std::string& directory);
std::string read_outside(const std::string& path);
std::int64_t size_outside(const std::string& path);
/// In the place of what is there. The file's owner is whoever runs the test.
void put_outside(const std::string& path, const File& file);
void erase_outside(const std::string& path);

}  // namespace ops::testing
