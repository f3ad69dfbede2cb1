#include "ops/juju/process.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "fake_tools.h"
#include "ops/juju/errors.h"

using namespace ops::juju;

namespace {

/// What run() throws, or "" if it does not.
std::string error_of(const std::vector<std::string>& argv) {
  try {
    run(argv);
  } catch (const HookToolError& error) {
    return error.what();
  }
  return "";
}

void check_has(const std::string& text, const std::string& part) {
  CAPTURE(text);
  CHECK(text.find(part) != text.npos);
}

/// How many descriptors are open here, and how many of them a child inherits.
struct Descriptors {
  int open = 0, inherited = 0;
};
Descriptors descriptors() {
  Descriptors count;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    ++count.open;
    const int flags = fcntl(std::stoi(entry.path().filename()), F_GETFD);
    if ((flags & FD_CLOEXEC) == 0) ++count.inherited;
  }
  return count;
}

}  // namespace

TEST_CASE("stdout, stderr and the exit code come back, each on its own") {
  FakeTools tools;
  tools.add("tool", "echo to stdout; echo to stderr >&2; exit 3");
  const Finished finished = run({"tool"});
  CHECK(finished.out == "to stdout\n");
  CHECK(finished.err == "to stderr\n");
  CHECK(finished.exit_code == 3);
  CHECK(finished.signal == 0);
  CHECK_FALSE(finished.succeeded());
}

TEST_CASE("a program that exits with 0 has succeeded, whatever it wrote to stderr") {
  FakeTools tools;
  tools.add("tool", "echo careful >&2");
  CHECK(run({"tool"}).succeeded());
}

TEST_CASE("a signal that ends the program is told apart from an exit code") {
  FakeTools tools;
  tools.add("tool", "echo so far; kill -9 $$");
  const Finished finished = run({"tool"});
  CHECK(finished.signal == SIGKILL);
  CHECK(finished.exit_code == 0);
  CHECK(finished.out == "so far\n");
  CHECK_FALSE(finished.succeeded());
}

TEST_CASE("arguments arrive byte for byte: no shell reads them") {
  FakeTools tools;
  tools.add("tool", "");
  run({"tool", "", "a b", "$HOME", "`id`", "*", "--", "-x", "line\nbreak", "\xff", "'\"\\"});
  CHECK(tools.calls() == std::vector<Call>{{"tool", "", "a b", "$HOME", "`id`", "*", "--", "-x",
                                            "line\nbreak", "\xff", "'\"\\"}});
}

TEST_CASE("the environment is handed on") {
  FakeTools tools;
  tools.add("tool", "printf %s \"$OPS_TEST_VARIABLE\"");
  setenv("OPS_TEST_VARIABLE", "given", 1);
  CHECK(run({"tool"}).out == "given");
  unsetenv("OPS_TEST_VARIABLE");
}

TEST_CASE("stdin is the input, and ends") {
  FakeTools tools;
  tools.add("tool", "cat");
  const std::string input = "{\"a\": 1}\n";
  CHECK(run({"tool"}, &input).out == input);
}

TEST_CASE("an empty input is an empty stdin, as none is") {
  FakeTools tools;
  tools.add("tool", "cat; echo end");
  const std::string input;
  CHECK(run({"tool"}, &input).out == "end\n");
  CHECK(run({"tool"}).out == "end\n");
}

TEST_CASE("an input that nobody reads does no harm") {
  FakeTools tools;
  tools.add("tool", "exec <&-; echo done");
  const std::string input(10'000'000, 'x');
  CHECK(run({"tool"}, &input).out == "done\n");
}

TEST_CASE("megabytes in and out at once do not lock up") {
  FakeTools tools;
  tools.add("tool", "cat");
  const std::string input(8'000'000, 'x');
  CHECK(run({"tool"}, &input).out.size() == input.size());
}

TEST_CASE("much on stderr while stdout stays open does not lock up, nor the other way round") {
  FakeTools tools;
  tools.add("tool", "head -c 3000000 /dev/zero >&2; head -c 3000000 /dev/zero; echo end >&2");
  const Finished finished = run({"tool"});
  CHECK(finished.out.size() == 3'000'000);
  CHECK(finished.err.size() == 3'000'004);
}

TEST_CASE("a slow writer is waited for") {
  FakeTools tools;
  tools.add("tool", "printf a; sleep 0.2; printf b; exec >&-; sleep 0.2; exit 4");
  const Finished finished = run({"tool"});
  CHECK(finished.out == "ab");
  CHECK(finished.exit_code == 4);
}

TEST_CASE("64 MiB of output are kept, a byte more is an error that names the program") {
  FakeTools tools;
  tools.add("fits", "head -c 67108864 /dev/zero");
  tools.add("does-not", "head -c 67108865 /dev/zero; sleep 100");
  CHECK(run({"fits"}).out.size() == 67108864);
  const std::string error = error_of({"does-not"});
  check_has(error, "cannot run does-not: it wrote more than 64 MiB; ");
}

TEST_CASE("100 MB on stderr are cut short as well") {
  FakeTools tools;
  tools.add("tool", "exec head -c 100000000 /dev/zero >&2");
  check_has(error_of({"tool"}), "more than 64 MiB");
}

TEST_CASE("a program that is not on PATH is named, with what to do") {
  CHECK(error_of({"no-such-tool"}) ==
        "cannot run no-such-tool: there is no such program on PATH, or what its first line names "
        "is missing; Juju puts its hook tools on PATH while it runs a hook, so start the charm "
        "through Juju");
}

TEST_CASE("a script whose interpreter is missing is a missing program, not an exit code of 127") {
  FakeTools tools;
  tools.add_file("tool", "#!/nowhere/at/all\n");
  check_has(error_of({"tool"}), "what its first line names is missing");
}

TEST_CASE("a file that may not be executed is an error that says so") {
  FakeTools tools;
  tools.add("tool", "");
  std::filesystem::permissions(tools.folder() / "tool", std::filesystem::perms::owner_read);
  check_has(error_of({"tool"}), "cannot run tool: Permission denied; ");
}

TEST_CASE("a file that is no program is an error, and not fed to a shell") {
  FakeTools tools;
  tools.add_file("tool", "echo I ran");
  check_has(error_of({"tool"}), "cannot run tool: Exec format error; ");
}

TEST_CASE("an argument as long as the system takes passes, one more byte is an error") {
  FakeTools tools;
  tools.add("tool", "printf %s \"$1\"");
  CHECK(run({"tool", std::string(131071, 'x')}).out.size() == 131071);
  check_has(error_of({"tool", std::string(131072, 'x')}), "longer than the system takes");
}

TEST_CASE("an argument with a NUL byte is refused rather than cut off") {
  FakeTools tools;
  tools.add("tool", "");
  check_has(error_of({"tool", std::string("a\0b", 3)}), "an argument holds a NUL byte");
  CHECK(tools.calls().empty());
}

TEST_CASE("nothing stays open or running, neither after success nor after an error") {
  FakeTools tools;
  tools.add("tool", "ls /proc/self/fd | wc -l");
  tools.add("endless", "exec cat /dev/zero");
  const Descriptors before = descriptors();
  CHECK(std::stoi(run({"tool"}).out) == before.inherited + 1);  // one is ls's own, of that folder
  error_of({"endless"});
  error_of({"no-such-tool"});
  CHECK(descriptors().open == before.open);
  CHECK(waitpid(-1, nullptr, WNOHANG) == -1);  // no child is left
}

TEST_CASE("it also works where the charm was started without stdin, stdout and stderr") {
  FakeTools tools;
  tools.add("tool", "cat; echo out; echo err >&2");
  const std::string input = "in\n";
  std::array<int, 3> saved = {};
  for (int i = 0; i < 3; ++i) {
    saved[static_cast<std::size_t>(i)] = fcntl(i, F_DUPFD_CLOEXEC, 10);
    close(i);
  }
  const Finished finished = run({"tool"}, &input);
  for (int i = 0; i < 3; ++i) {
    dup2(saved[static_cast<std::size_t>(i)], i);
    close(saved[static_cast<std::size_t>(i)]);
  }
  CHECK(finished.out == "in\nout\n");
  CHECK(finished.err == "err\n");
}
