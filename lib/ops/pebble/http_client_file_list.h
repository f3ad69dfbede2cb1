#pragma once
/// Long lists of files, read without a tree of JSON between. For HttpClient's .cpp files.

#include <optional>
#include <string>
#include <vector>

#include "ops/pebble/records.h"

namespace ops::pebble {

/// The files of a whole answer to GET /v1/files?action=list; nothing when there is anything about
/// it that is not as Pebble sends it.
std::optional<std::vector<FileInfo>> read_file_list(const std::string& body);

}  // namespace ops::pebble
