#pragma once
/// How many instances of a storage a charm takes. For .cpp files.

#include <string_view>

namespace ops::meta {

struct StorageRange {
  bool is_valid = false;
  int min = 0;
  bool has_max = false;
  int max = 0;
};

/// "2" is 2 to 2, "1-3" 1 to 3; "2-" and "2+" are 2 or more. Not valid: anything else, a maximum
/// below the minimum, and numbers of more than 9 digits.
StorageRange storage_range(std::string_view written);

}  // namespace ops::meta
