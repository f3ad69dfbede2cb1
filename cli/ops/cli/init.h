#pragma once
/// `ops-cpp init`: a new project, which builds, tests and packs at once.

#include <string>
#include <vector>

#include "ops/cli/zip_writer.h"

namespace ops::cli {

struct InitOptions {
  std::string folder = ".";  ///< Made if it is not there.
  std::string profile = "kubernetes";
  std::string name = {};  ///< Empty: the folder's.
};

/// The files of a project of this name: "my-charm" has the title "My Charm" and the class MyCharm,
/// and "demo" the class DemoCharm. Throws CliError for a name that no charm can have, and for a
/// profile that is not kubernetes or machine.
std::vector<Entry> project_files(const std::string& name, const std::string& profile);

/// Writes them, and prints what to do next. 0. Throws CliError, and has written nothing then, when
/// one of the files is there already.
int init(const InitOptions& options);

}  // namespace ops::cli
