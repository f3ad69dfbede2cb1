/// A file of a gigabyte goes to the real Pebble and comes back, in a process that stays small.

#include <sys/resource.h>

#include "real_pebble.h"

using namespace ops::pebble;

namespace {

constexpr std::streamsize kSize = 1024L * 1024 * 1024;

/// kSize bytes, each of them told by where it stands.
class Pattern final : public std::streambuf {
 public:
  static char at(std::streamsize place) { return static_cast<char>(place * 31 + place / 4093); }

 protected:
  std::streamsize xsgetn(char* to, std::streamsize size) override {
    const std::streamsize given = std::min(size, kSize - place_);
    for (std::streamsize i = 0; i < given; ++i) to[i] = at(place_++);
    return given;
  }

 private:
  std::streamsize place_ = 0;
};

/// Counts the bytes that are the pattern's.
class Checked final : public std::streambuf {
 public:
  std::streamsize right() const { return right_; }

 protected:
  std::streamsize xsputn(const char* from, std::streamsize size) override {
    for (std::streamsize i = 0; i < size; ++i) right_ += from[i] == Pattern::at(place_++);
    return size;
  }

 private:
  std::streamsize place_ = 0, right_ = 0;
};

}  // namespace

TEST_CASE("a file of 1 GiB is pushed and pulled with less than 20 MB of memory") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::string path = daemon.folder() / "large";
  Pattern pattern;
  std::istream source(&pattern);
  client.push(path, source, {});
  CHECK(std::filesystem::file_size(path) == kSize);
  Checked checked;
  std::ostream to(&checked);
  client.pull(path, to);
  CHECK(checked.right() == kSize);
  rusage used = {};
  getrusage(RUSAGE_SELF, &used);
  CHECK(used.ru_maxrss < 20'000);  // KiB
}
