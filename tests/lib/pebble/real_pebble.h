#pragma once
/// The real Pebble, which OPS_PEBBLE names, for tests.

#include <doctest/doctest.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "ops/base/clock.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/http_client.h"

namespace ops::pebble {

inline constexpr int kSkipped = 77;  // what Meson takes for it
inline constexpr const char* kNeedsPebble =
    "this test needs OPS_PEBBLE to name a pebble; run 'scripts/setup --peers', then this with "
    "OPS_PEBBLE=$PWD/.peers/pebble";

/// On the machine that judges changes, being skipped would be a failure that nobody sees.
inline std::string need_pebble() {
  const char* pebble = std::getenv("OPS_PEBBLE");
  if (pebble != nullptr && *pebble != '\0') return pebble;
  const char* ci = std::getenv("CI");
  if (ci != nullptr && std::string(ci) == "true") FAIL(std::string(kNeedsPebble));
  std::printf("skipped: %s\n", kNeedsPebble);
  std::exit(kSkipped);
}

/// A daemon in a folder of its own, without any service yet; both end with it.
class Daemon {
 public:
  Daemon();
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;
  ~Daemon();

  const std::filesystem::path& folder() const { return folder_; }
  std::string socket_path() const { return folder_ / ".pebble.socket"; }
  void stop(int signal = SIGTERM);
  void start();

 private:
  void wait_until_it_listens();

  std::filesystem::path folder_;
  pid_t id_ = -1;
};

inline Daemon::Daemon() {
  std::string pattern = std::filesystem::temp_directory_path() / "real-pebble-XXXXXX";
  folder_ = mkdtemp(pattern.data());
  start();
}

inline void Daemon::start() {
  std::string program = need_pebble();
  std::string folder = "PEBBLE=" + folder_.string(), path = "PATH=/usr/bin:/bin";
  std::string run = "run", hold = "--hold";
  const std::array<char*, 4> arguments = {program.data(), run.data(), hold.data(), nullptr};
  const std::array<char*, 3> environment = {folder.data(), path.data(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const std::string log = folder_ / "log";
  posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT, 0600);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  const int failed =
      posix_spawn(&id_, program.c_str(), &actions, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  REQUIRE_MESSAGE(failed == 0, "OPS_PEBBLE is no program: " << program);
  wait_until_it_listens();
}

inline void Daemon::wait_until_it_listens() {
  ops::base::SystemClock clock;
  for (int i = 0; i < 500; ++i) {
    try {
      HttpClient(socket_path()).get_system_info();
      return;
    } catch (const ConnectionError&) {
      clock.sleep_ns(20'000'000);
    }
  }
  std::ifstream log(folder_ / "log");
  FAIL("Pebble did not start: " << std::string(std::istreambuf_iterator<char>(log), {}));
}

inline void Daemon::stop(int signal) {
  if (id_ > 0) kill(id_, signal);
  if (id_ > 0) waitpid(id_, nullptr, 0);
  id_ = -1;
}

inline Daemon::~Daemon() {
  stop();
  std::filesystem::remove_all(folder_);
}

/// What `call` is refused with: the status and the message.
template <class Call>
std::string refusal(Call call) {
  try {
    call();
  } catch (const APIError& error) {
    return std::to_string(error.code()) + ' ' + error.status() + ": " + error.what();
  }
  return "it was not refused";
}

}  // namespace ops::pebble
