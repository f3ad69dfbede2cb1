/// Put before a charm by LD_PRELOAD: what goes wrong when its state is written. It counts what
/// changes the files named .unit-state.db*: writes, flushes, removals. From the variable FAULT_AT
/// on, counted from 1, each of them fails with the errno FAULT_ERROR; or, when that is 0, the
/// process is killed before it. With FAULT_OPEN the files open, and change their mode, as in a
/// directory that fails with that errno.
#undef _FILE_OFFSET_BITS  // open and open64 are two functions here
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

constexpr const char* kFile = "/.unit-state.db";

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

int number(const char* variable) {
  const char* text = std::getenv(variable);
  return text ? std::atoi(text) : 0;
}

bool is_state(const char* path) { return std::strstr(path, kFile) != nullptr; }

bool is_state(int file) {
  char link[64];
  char path[4096];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t size = readlink(link, path, sizeof path - 1);
  if (size < 0) return false;
  path[size] = 0;
  return is_state(path);
}

/// Whether the next change fails, with errno set.
bool fails() {
  static int count = 0;
  const int at = number("FAULT_AT");
  if (at == 0 || ++count < at) return false;
  errno = number("FAULT_ERROR");
  if (errno == 0) kill(getpid(), SIGKILL);
  return true;
}

bool may_not_open(const char* path, int flags) {
  const int error = number("FAULT_OPEN");
  if (error == 0 || (flags & O_ACCMODE) == O_RDONLY || !is_state(path)) return false;
  errno = (flags & O_EXCL) != 0 && access(path, F_OK) == 0 ? EEXIST : error;
  return true;
}

template <class Function, class... Arguments>
auto change(const char* name, int file, Arguments... arguments) {
  const bool failed = is_state(file) && fails();
  using Result = decltype(real<Function>(name)(file, arguments...));
  return failed ? Result(-1) : real<Function>(name)(file, arguments...);
}

int opened(const char* name, const char* path, int flags, mode_t mode) {
  if (may_not_open(path, flags)) return -1;
  return real<int(const char*, int, ...)>(name)(path, flags, mode);
}

}  // namespace

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): libc's begin with __
extern "C" {

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return opened("open", path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return opened("open64", path, flags, mode);
}

int chmod(const char* path, mode_t mode) {
  const int error = number("FAULT_OPEN");
  if (error == EROFS && is_state(path)) return errno = error, -1;
  return real<int(const char*, mode_t)>("chmod")(path, mode);
}

ssize_t write(int file, const void* data, size_t size) {
  return change<ssize_t(int, const void*, size_t)>("write", file, data, size);
}

ssize_t pwrite(int file, const void* data, size_t size, off_t offset) {
  return change<ssize_t(int, const void*, size_t, off_t)>("pwrite", file, data, size, offset);
}

ssize_t pwrite64(int file, const void* data, size_t size, off64_t offset) {
  return change<ssize_t(int, const void*, size_t, off64_t)>("pwrite64", file, data, size, offset);
}

/// Nothing waits for the disk: processes end here, not machines.
int fdatasync(int file) { return is_state(file) && fails() ? -1 : 0; }
int fsync(int file) { return fdatasync(file); }

int ftruncate(int file, off_t size) { return change<int(int, off_t)>("ftruncate", file, size); }

int ftruncate64(int file, off64_t size) {
  return change<int(int, off64_t)>("ftruncate64", file, size);
}

/// A full disk has room for what takes away.
int unlink(const char* path) {
  if (is_state(path) && number("FAULT_ERROR") == 0) fails();
  return real<int(const char*)>("unlink")(path);
}

}  // extern "C"
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
