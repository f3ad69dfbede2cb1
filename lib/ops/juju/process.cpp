#include "ops/juju/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

#include "ops/juju/errors.h"

extern char** environ;  // NOLINT: POSIX has it so

namespace ops::juju {

namespace {

[[noreturn]] void fail(const std::string& program, const std::string& why) {
  throw HookToolError("cannot run " + program + ": " + why);
}

[[noreturn]] void fail(const std::string& program, const char* step, int code) {
  fail(program, std::string(step) + ": " + std::generic_category().message(code) +
                    "; see that the machine has memory and file descriptors to spare");
}

/// Whatever else is open here closes itself in the child.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    close();
    number_ = std::exchange(other.number_, -1);
    return *this;
  }
  ~Descriptor() { close(); }

  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_ = -1;
};

/// Takes `number` over, moved out of the way of the child's stdin, stdout and stderr: a charm may
/// have been started with one of them closed.
Descriptor above_stdio(const std::string& program, int number) {
  Descriptor taken(number);
  if (number > STDERR_FILENO) return taken;
  const int moved = number < 0 ? -1 : fcntl(number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (moved < 0) fail(program, "a file descriptor", errno);
  return Descriptor(moved);
}

struct Pipe {
  Descriptor read, write;
};

Pipe make_pipe(const std::string& program) {
  std::array<int, 2> ends = {-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) fail(program, "a pipe", errno);
  Descriptor write(ends[1]);  // closed also if moving the other one throws
  Pipe made{.read = above_stdio(program, ends[0]), .write = {}};
  made.write = std::move(write);
  if (made.write.number() <= STDERR_FILENO)
    made.write = above_stdio(program, dup(made.write.number()));
  return made;
}

/// A file in memory rather than a pipe: the child need not read it, and no write can block.
Descriptor make_input(const std::string& program, const std::string* input) {
  if (input == nullptr) return above_stdio(program, open("/dev/null", O_RDONLY | O_CLOEXEC));
  Descriptor file = above_stdio(program, memfd_create("input", MFD_CLOEXEC));
  if (!write_all(file.number(), *input)) fail(program, "its input", errno);
  if (lseek(file.number(), 0, SEEK_SET) != 0) fail(program, "its input", errno);
  return file;
}

std::string why_not_started(int code) {
  switch (code) {
    case ENOENT:
      return "there is no such program on PATH, or what its first line names is missing; Juju "
             "puts its hook tools on PATH while it runs a hook, so start the charm through Juju";
    case E2BIG:
      return "its arguments are longer than the system takes; make them shorter";
    default:
      return std::generic_category().message(code) +
             "; see that it is a program and may be executed";
  }
}

std::vector<char*> pointers(const std::vector<std::string>& argv) {
  std::vector<char*> all;
  all.reserve(argv.size() + 1);
  for (const std::string& argument : argv) {
    if (argument.find('\0') != std::string::npos)
      fail(argv[0], "an argument holds a NUL byte, which no argument can; leave it out");
    all.push_back(const_cast<char*>(argument.c_str()));  // NOLINT: nobody writes to it
  }
  all.push_back(nullptr);
  return all;
}

/// A child that is never left behind: killed and waited for when nobody has waited for it.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (id_ <= 0) return;
    kill(id_, SIGKILL);
    reap();
  }

  /// As waitpid gives it; -1 when it cannot be told, with the reason in errno.
  int reap() {
    int status = 0;
    pid_t got = -1;
    do got = waitpid(id_, &status, 0);
    while (got < 0 && errno == EINTR);
    id_ = -1;
    return got < 0 ? -1 : status;
  }

 private:
  pid_t id_;
};

pid_t spawn(const std::vector<std::string>& argv, int in, int out, int err) {
  std::vector<char*> arguments = pointers(argv);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  pid_t child = -1;
  const int code = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (code != 0) fail(argv[0], why_not_started(code));
  return child;
}

/// Appends what is there to read; false at the end.
bool take(const std::string& program, int descriptor, std::string& text) {
  std::array<char, 65536> buffer;  // NOLINT: read() fills what is used of it
  const ssize_t got = read(descriptor, buffer.data(), buffer.size());
  if (got < 0 && errno != EINTR) fail(program, "its output", errno);
  if (got <= 0) return got < 0;
  text.append(buffer.data(), static_cast<std::size_t>(got));
  if (text.size() > kMostOutput)
    fail(program, "it wrote more than 64 MiB; see what " + program + " on PATH is");
  return true;
}

/// Reads both at once, so that a child that fills one does not wait for ever.
void collect(const std::string& program, const Pipe& out, const Pipe& err, Finished& into) {
  std::array<pollfd, 2> waiting = {pollfd{out.read.number(), POLLIN, 0},
                                   pollfd{err.read.number(), POLLIN, 0}};
  const std::array<std::string*, 2> texts = {&into.out, &into.err};
  while (waiting[0].fd >= 0 || waiting[1].fd >= 0) {
    if (poll(waiting.data(), waiting.size(), -1) < 0) {
      if (errno != EINTR) fail(program, "its output", errno);
      continue;
    }
    for (std::size_t i = 0; i < waiting.size(); ++i)
      if (waiting[i].revents != 0 && !take(program, waiting[i].fd, *texts[i])) waiting[i].fd = -1;
  }
}

void tell_end(int status, Finished& into) {
  if (WIFSIGNALED(status)) into.signal = WTERMSIG(status);
  if (WIFEXITED(status)) into.exit_code = WEXITSTATUS(status);
}

}  // namespace

bool write_all(int file, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t wrote = write(file, text.data() + done, text.size() - done);
    if (wrote < 0 && errno != EINTR) return false;
    if (wrote > 0) done += static_cast<std::size_t>(wrote);
  }
  return true;
}

Finished run(const std::vector<std::string>& argv, const std::string* input) {
  Pipe out = make_pipe(argv[0]), err = make_pipe(argv[0]);
  Descriptor in = make_input(argv[0], input);
  Child child(spawn(argv, in.number(), out.write.number(), err.write.number()));
  out.write.close();
  err.write.close();
  Finished finished;
  collect(argv[0], out, err, finished);
  const int status = child.reap();
  if (status < 0) fail(argv[0], "its end", errno);
  tell_end(status, finished);
  return finished;
}

Finished run_attached(const std::string& program) {
  const std::vector<std::string> argv = {program};
  pid_t id = -1;
  const int code =
      posix_spawn(&id, program.c_str(), nullptr, nullptr, pointers(argv).data(), environ);
  if (code != 0) throw std::system_error(code, std::generic_category());
  const int status = Child(id).reap();
  if (status < 0) throw std::system_error(errno, std::generic_category());
  Finished finished;
  tell_end(status, finished);
  return finished;
}

}  // namespace ops::juju
