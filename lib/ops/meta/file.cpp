#include "ops/meta/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "ops/meta/load.h"

namespace ops::meta {

namespace {

constexpr std::size_t kLargestFile = 4u << 20;

/// A file descriptor that is closed with its scope.
class Open {
 public:
  // Without O_NONBLOCK opening a fifo waits for a writer.
  explicit Open(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  Open(const Open&) = delete;
  ~Open() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

[[noreturn]] void fail(const std::string& path, const std::string& why) {
  throw MetadataError(path, 0, "cannot read the file: " + why);
}

[[noreturn]] void fail_by_errno(const std::string& path) {
  fail(path, std::generic_category().message(errno) + "; check the path and its permissions");
}

void check_regular(const Open& file, const std::string& path) {
  struct stat status;
  if (::fstat(file.get(), &status) != 0) fail_by_errno(path);
  if (S_ISDIR(status.st_mode)) fail(path, "it is a directory; put a YAML file in its place");
  if (!S_ISREG(status.st_mode)) fail(path, "it is no regular file; put a YAML file in its place");
}

}  // namespace

Stamp stamp_of(const std::string& path) {
  struct stat status;
  if (::stat(path.c_str(), &status) != 0) return {};
  return {true, status.st_dev, status.st_ino, status.st_size,
          status.st_mtim.tv_sec * std::int64_t{1'000'000'000} + status.st_mtim.tv_nsec};
}

std::string read_file(const std::string& path) {
  const Open file(path);
  if (file.get() < 0) fail_by_errno(path);
  check_regular(file, path);
  std::string text;
  char buffer[16384];
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail_by_errno(path);
    if (count == 0) return text;
    text.append(buffer, static_cast<std::size_t>(count));
    if (text.size() > kLargestFile) fail(path, "it is larger than 4 MiB; that is no metadata");
  }
}

}  // namespace ops::meta
