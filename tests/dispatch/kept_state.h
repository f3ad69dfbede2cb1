#pragma once
/// What a charm's directory keeps from one dispatch to the next.

#include <filesystem>
#include <string>

namespace dispatch {

/// Copies the files of the state, in the place of those that are there.
void copy_state(const std::filesystem::path& from, const std::filesystem::path& to);

/// All that is kept in that charm's directory, as the next dispatch will find it: a line for each
/// handle and notice. Only a copy is opened, so that nothing is mended by looking. Throws
/// std::runtime_error when the database is damaged, store::StoreError when it cannot be read.
std::string kept_state(const std::filesystem::path& charm_dir);

}  // namespace dispatch
