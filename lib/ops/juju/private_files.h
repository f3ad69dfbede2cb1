#pragma once
/// Files that a hook tool is to read, in a directory of their own. For .cpp files.

#include <string>
#include <vector>

namespace ops::juju {

/// A directory below TMPDIR (or /tmp) that only this user can read, and that is gone when this is.
class PrivateFiles {
 public:
  /// Throws HookToolError when it cannot be made.
  PrivateFiles();
  PrivateFiles(const PrivateFiles&) = delete;
  PrivateFiles& operator=(const PrivateFiles&) = delete;
  ~PrivateFiles();

  /// The path of a new file that holds `text`. Throws HookToolError, also for a name with a slash.
  std::string add(const std::string& name, const std::string& text);

 private:
  std::string folder_;
  std::vector<std::string> paths_ = {};
};

}  // namespace ops::juju
