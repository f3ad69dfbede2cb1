#pragma once
/// Hook tools made of shell scripts, in a folder of their own at the front of PATH.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace ops::juju {

/// What one call of a fake tool was given: its name, then its arguments.
using Call = std::vector<std::string>;

class FakeTools {
 public:
  FakeTools();
  FakeTools(const FakeTools&) = delete;
  FakeTools& operator=(const FakeTools&) = delete;
  ~FakeTools();  ///< Puts PATH back.

  const std::filesystem::path& folder() const { return folder_; }
  /// A tool that notes its arguments and then does what `script` says.
  void add(const std::string& name, const std::string& script);
  /// A tool that notes nothing: the whole text of its file.
  void add_file(const std::string& name, const std::string& text);
  /// Every call so far, of all tools, in order.
  std::vector<Call> calls() const;

 private:
  std::filesystem::path folder_;
  std::string path_before_;
};

inline FakeTools::FakeTools() : path_before_(std::getenv("PATH")) {
  std::string pattern = std::filesystem::temp_directory_path() / "fake-tools-XXXXXX";
  folder_ = mkdtemp(pattern.data());
  setenv("PATH", (folder_.string() + ":" + path_before_).c_str(), 1);
}

inline FakeTools::~FakeTools() {
  setenv("PATH", path_before_.c_str(), 1);
  std::filesystem::remove_all(folder_);
}

inline void FakeTools::add_file(const std::string& name, const std::string& text) {
  std::ofstream(folder_ / name) << text;
  std::filesystem::permissions(folder_ / name, std::filesystem::perms::owner_all);
}

inline void FakeTools::add(const std::string& name, const std::string& script) {
  // How many arguments, the name, the arguments, each with a NUL behind it: none can hold one.
  add_file(name, "#!/bin/sh\nprintf '%s\\0' $# " + name + " \"$@\" >> '" +
                     (folder_ / "calls").string() + "'\n" + script + "\n");
}

inline std::vector<Call> FakeTools::calls() const {
  std::ifstream noted(folder_ / "calls");
  std::vector<Call> all;
  for (std::string text; std::getline(noted, text, '\0');) {
    Call call(std::stoul(text) + 1);
    for (std::string& word : call) std::getline(noted, word, '\0');
    all.push_back(call);
  }
  return all;
}

}  // namespace ops::juju
