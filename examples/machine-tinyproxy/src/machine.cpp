#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "host.h"
#include "ops/base/errors.h"

namespace {

[[noreturn]] void fail(const std::string& what, const std::string& why) {
  throw ops::RuntimeError("cannot " + what + ": " + why);
}

std::string reason(int error) { return std::generic_category().message(error); }

/// A file in memory, which takes what a program writes. Unlike a pipe it is not waited for until
/// nobody can write to it: a daemon that the program leaves behind may keep it open.
class Capture {
 public:
  Capture() : file_(memfd_create("output", MFD_CLOEXEC)) {
    if (file_ < 0) fail("capture output", reason(errno));
  }
  Capture(const Capture&) = delete;
  Capture& operator=(const Capture&) = delete;
  ~Capture() { close(file_); }

  int file() const { return file_; }
  std::string text() const {
    std::string all;
    char part[4096];
    for (ssize_t size;
         (size = pread(file_, part, sizeof part, static_cast<off_t>(all.size()))) > 0;)
      all.append(part, static_cast<std::size_t>(size));
    return all;
  }

 private:
  int file_;
};

pid_t spawn(const std::vector<std::string>& argv, int out, int err) {
  std::vector<char*> words;
  for (const std::string& word : argv) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  pid_t pid = 0;
  const int error = posix_spawnp(&pid, words[0], &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error) fail("run " + argv[0], reason(error));
  return pid;
}

int exit_status(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) fail("wait for a program", reason(errno));
  return status;
}

class Machine final : public Host {
 public:
  void update_package_index() override { run({"apt-get", "update", "--error-on=any"}); }
  void install_package(const std::string& name, const std::string& version) override {
    apt_get({"install", name + "=" + version});
  }
  void remove_package(const std::string& name) override { apt_get({"remove", name}); }

  bool has_program(const std::string& name) override {
    const char* path = std::getenv("PATH");
    std::istringstream directories(path ? path : "/usr/bin:/bin");
    for (std::string directory; std::getline(directories, directory, ':');)
      if (access((directory + '/' + name).c_str(), X_OK) == 0) return true;
    return false;
  }

  std::string run(const std::vector<std::string>& argv) override {
    const Capture out, err;
    const int status = exit_status(spawn(argv, out.file(), err.file()));
    if (WIFSIGNALED(status))
      fail("run " + argv[0], "it was ended by signal " + std::to_string(WTERMSIG(status)));
    if (WEXITSTATUS(status) != 0)
      fail("run " + argv[0],
           "exit code " + std::to_string(WEXITSTATUS(status)) + "; it says: " + err.text());
    return out.text();
  }

  bool has_process(int pid) override { return kill(pid, 0) == 0 || errno != ESRCH; }

  void send_signal(int pid, int signal) override {
    if (kill(pid, signal) != 0)
      fail("send signal " + std::to_string(signal) + " to process " + std::to_string(pid),
           reason(errno));
  }

  std::optional<std::string> read_file(const std::string& path) override {
    std::ifstream file(path, std::ios::binary);
    if (!file && errno == ENOENT) return {};
    if (!file) fail("read " + path, reason(errno));
    return std::string(std::istreambuf_iterator<char>(file), {});
  }

  void write_file(const std::string& path, const std::string& content) override {
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
    if (error) fail("write " + path, error.message());
    std::ofstream file(path, std::ios::binary);
    if (!(file << content).flush()) fail("write " + path, reason(errno));
  }

  void remove(const std::string& path) override {
    std::error_code error;
    std::filesystem::remove(path, error);
    if (error) fail("remove " + path, error.message());
  }

 private:
  /// Nobody is there to be asked; a configuration file that was changed stays.
  void apt_get(const std::vector<std::string>& words) {
    std::vector<std::string> argv = {"env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--yes",
                                     "--option=Dpkg::Options::=--force-confold"};
    argv.insert(argv.end(), words.begin(), words.end());
    run(argv);
  }
};

}  // namespace

Host& this_machine() {
  static Machine machine;
  return machine;
}
