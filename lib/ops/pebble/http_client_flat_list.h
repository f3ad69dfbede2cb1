#pragma once
/// Answers that are lists of objects of texts and numbers, read without a tree of JSON between. For
/// HttpClient's .cpp files.

#include <optional>
#include <string>
#include <vector>

#include "ops/pebble/records.h"

namespace ops::pebble {

/// The result of a whole answer; nothing when there is anything about it that is not as Pebble
/// sends it, which is then for others to tell of.
std::optional<std::vector<ServiceInfo>> read_flat_services(const std::string& body);
std::optional<std::vector<FileInfo>> read_flat_files(const std::string& body);

}  // namespace ops::pebble
