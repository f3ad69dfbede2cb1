#pragma once
/// Makes the archive that a packed charm is.

#include <string>
#include <vector>

namespace ops::cli {

/// A file of a charm.
struct Entry {
  std::string name;  ///< Relative, with slashes: "templates/app.conf".
  std::string content = {};
  bool executable = false;
};

/// The bytes of a zip archive of these entries. The same entries, in whatever order, give the same
/// bytes: they are sorted by name, each is of 1 January 1980, and readable by everybody (0644, or
/// 0755 when executable).
///
/// Throws CliError for a name that could not be unpacked safely (see entry_names.h), for one that
/// stands twice, and when libzip cannot write.
std::string make_zip(std::vector<Entry> entries);

}  // namespace ops::cli
