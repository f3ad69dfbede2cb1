/// The real machine, as far as a test may use it: programs that do no harm, and files of its own.
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "host.h"
#include "ops/testing/doctest.h"

namespace fs = std::filesystem;

namespace {

/// A new directory, which goes with it.
class Directory {
 public:
  Directory() {
    std::string name = (fs::temp_directory_path() / "machine-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    path_ = name;
  }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;
  ~Directory() { fs::remove_all(path_); }
  std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  fs::path path_ = {};
};

}  // namespace

TEST_CASE("a program is run without a shell, and what it writes comes back") {
  CHECK(this_machine().run({"printf", "%s|", "a b", "$HOME", "*"}) == "a b|$HOME|*|");
}

TEST_CASE("a program reads nothing") { CHECK(this_machine().run({"cat"}).empty()); }

TEST_CASE("a program that fails says why") {
  CHECK_THROWS_WITH_AS(this_machine().run({"sh", "-c", "echo so not >&2; exit 3"}),
                       "cannot run sh: exit code 3; it says: so not\n", ops::RuntimeError);
  CHECK_THROWS_WITH_AS(this_machine().run({"sh", "-c", "kill -9 $$"}),
                       "cannot run sh: it was ended by signal 9", ops::RuntimeError);
  CHECK_THROWS_WITH_AS(this_machine().run({"no-such-program"}),
                       "cannot run no-such-program: No such file or directory", ops::RuntimeError);
}

TEST_CASE("a program that leaves a daemon behind is not waited for longer than it runs") {
  const std::string pid = this_machine().run({"sh", "-c", "sleep 60 & echo $!"});
  CHECK(this_machine().has_process(std::stoi(pid)));
  this_machine().send_signal(std::stoi(pid), SIGKILL);
}

TEST_CASE("programs and processes are found") {
  CHECK(this_machine().has_program("sh"));
  CHECK_FALSE(this_machine().has_program("no-such-program"));
  CHECK(this_machine().has_process(getpid()));
  CHECK(this_machine().has_process(1));  // which a test may not signal
  CHECK_THROWS_WITH_AS(this_machine().send_signal(getpid(), 1000),
                       doctest::Contains("cannot send signal 1000 to process "), ops::RuntimeError);
}

TEST_CASE("a file is written, read and removed, with the directories that it needs") {
  const Directory directory;
  const std::string file = directory.file("etc/some.conf");
  CHECK_FALSE(this_machine().read_file(file));
  this_machine().write_file(file, std::string("a\0b\n", 4));
  CHECK(this_machine().read_file(file) == std::string("a\0b\n", 4));
  this_machine().write_file(file, "");
  CHECK(this_machine().read_file(file) == "");
  this_machine().remove(file);
  this_machine().remove(file);
  this_machine().remove(directory.file("etc"));
  CHECK_FALSE(fs::exists(directory.file("etc")));
}

TEST_CASE("what cannot be written or removed says why") {
  const Directory directory;
  this_machine().write_file(directory.file("file"), "");
  CHECK_THROWS_WITH_AS(this_machine().write_file(directory.file("file/below"), ""),
                       doctest::Contains("Not a directory"), ops::RuntimeError);
  this_machine().write_file(directory.file("full/file"), "");
  CHECK_THROWS_WITH_AS(this_machine().remove(directory.file("full")),
                       doctest::Contains("Directory not empty"), ops::RuntimeError);
}
