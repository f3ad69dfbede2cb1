#pragma once
/// Names of a charm's entries: which of them can be unpacked without harm.

#include <string>
#include <string_view>
#include <vector>

namespace ops::cli {

/// What is wrong with a name, as in "it climbs out of the charm"; empty when it is safe: relative,
/// of one slash between its parts, none of which is empty, "." or "..", each of at most 255 bytes,
/// all of UTF-8 without backslashes and control characters. A folder's ends in a slash.
std::string fault_of(std::string_view name);

/// One sentence for each name that stands twice, or that is a file where another needs a folder.
std::vector<std::string> clashes(const std::vector<std::string>& names);

}  // namespace ops::cli
