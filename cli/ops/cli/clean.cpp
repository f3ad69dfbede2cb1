#include "ops/cli/clean.h"

#include <array>
#include <filesystem>
#include <iostream>
#include <vector>

#include "ops/cli/errors.h"
#include "ops/meta/load.h"

namespace ops::cli {

namespace fs = std::filesystem;

namespace {

/// Whether Meson has made it, or pack by Meson in a folder of each part.
bool is_made_by_meson(const fs::path& folder) {
  if (!fs::is_directory(fs::symlink_status(folder))) return false;
  if (fs::exists(folder / "meson-private")) return true;
  for (const auto& part : fs::directory_iterator(folder))
    if (fs::exists(part.path() / "build" / "meson-private")) return true;
  return false;
}

std::vector<fs::path> leftovers(const fs::path& folder, const std::string& charm) {
  std::vector<fs::path> found;
  for (const char* name : {"build", "build-coverage", "build-pack"})
    if (is_made_by_meson(folder / name)) found.push_back(folder / name);
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(charm + "_") && name.ends_with(".charm") && entry.is_regular_file())
      found.push_back(entry.path());
  }
  return found;
}

}  // namespace

int clean(const CleanOptions& options) {
  const fs::path folder = options.folder;
  const auto meta = meta::load_source_tree(options.folder);
  for (const fs::path& path : leftovers(folder, meta->name)) {
    fs::remove_all(path);
    std::cout << "removed " << path.lexically_normal().string() << "\n";
  }
  return 0;
}

}  // namespace ops::cli
