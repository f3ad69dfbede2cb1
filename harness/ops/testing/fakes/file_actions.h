#pragma once
/// What Pebble does with files. For .cpp files.

#include <string>
#include <string_view>

#include "ops/pebble/client.h"
#include "ops/testing/fakes/disk.h"

namespace ops::testing {

// What /v1/files does for the calls of pebble::Client with these names. They throw
// pebble::PathError, and list_files pebble::APIError, with Pebble's messages.

void push_file(Disk& disk, const std::string& path, std::string_view content,
               const pebble::PushOptions& options, base::Timestamp now);
std::string pull_file(const Disk& disk, const std::string& path);
base::List<pebble::FileInfo> list_files(const Disk& disk, const std::string& path,
                                        const pebble::ListFilesOptions& options);
void make_dir(Disk& disk, const std::string& path, const pebble::MakeDirOptions& options,
              base::Timestamp now);
void remove_path(Disk& disk, const std::string& path, const pebble::RemovePathOptions& options);

}  // namespace ops::testing
