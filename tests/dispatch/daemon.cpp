#include "daemon.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>
#include <vector>

namespace dispatch {

namespace fs = std::filesystem;

namespace {

std::vector<char*> pointers(const Lines& lines) {
  std::vector<char*> all;
  for (const std::string& line : lines) all.push_back(const_cast<char*>(line.c_str()));
  all.push_back(nullptr);
  return all;
}

}  // namespace

Daemon::Daemon(const Machine& machine, const Lines& more)
    : directory_(machine.containers() / "demo-server"), child_(start(machine, more)) {
  for (int tries = 0; tries < 500 && !fs::exists(socket()); ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

Daemon::~Daemon() {
  kill(child_, SIGTERM);
  waitpid(child_, nullptr, 0);
}

pid_t Daemon::start(const Machine& machine, const Lines& more) const {
  fs::create_directories(directory_ / "layers");
  const Lines environment = more.with("PATH=" + machine.bin().string() + ":/usr/bin:/bin")
                                .with("PEBBLE=" + directory_.string())
                                .with("PEBBLE_SOCKET=" + socket().string());
  const std::string program = std::getenv("OPS_PEBBLE");
  const Lines words = {program, "run", "--hold"};
  const pid_t child = fork();
  if (child != 0) return child;
  execve(program.c_str(), pointers(words).data(), pointers(environment).data());
  _exit(127);
}

}  // namespace dispatch
