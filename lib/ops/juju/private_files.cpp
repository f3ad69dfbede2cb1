#include "ops/juju/private_files.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "ops/juju/errors.h"
#include "ops/juju/process.h"

namespace ops::juju {

namespace {

[[noreturn]] void fail(const std::string& path) {
  throw HookToolError("cannot write " + path + " for a hook tool to read: " +
                      std::generic_category().message(errno) + "; see that TMPDIR has room");
}

std::string made_folder() {
  const char* below = std::getenv("TMPDIR");
  std::string path = std::string(below && *below ? below : "/tmp") + "/ops-XXXXXX";
  if (!mkdtemp(path.data())) fail(path);
  return path;
}

}  // namespace

PrivateFiles::PrivateFiles() : folder_(made_folder()) {}

PrivateFiles::~PrivateFiles() {
  for (const std::string& path : paths_) unlink(path.c_str());
  rmdir(folder_.c_str());
}

std::string PrivateFiles::add(const std::string& name, const std::string& text) {
  const std::string path = folder_ + '/' + name;
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) fail(path);
  paths_.push_back(path);
  const bool written = write_all(file, text);
  if (close(file) != 0 || !written) fail(path);
  return path;
}

}  // namespace ops::juju
