#include "ops/testing/fakes/signals.h"

#include <array>

namespace ops::testing {

namespace {

/// From 1 on.
constexpr std::array<std::string_view, 31> kNames = {
    "SIGHUP",  "SIGINT",    "SIGQUIT", "SIGILL",   "SIGTRAP", "SIGABRT", "SIGBUS",  "SIGFPE",
    "SIGKILL", "SIGUSR1",   "SIGSEGV", "SIGUSR2",  "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT",
    "SIGCHLD", "SIGCONT",   "SIGSTOP", "SIGTSTP",  "SIGTTIN", "SIGTTOU", "SIGURG",  "SIGXCPU",
    "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO",   "SIGPWR",  "SIGSYS"};

}  // namespace

int signal_number(std::string_view name) {
  int number = 0;
  for (const std::string_view known : kNames) {
    ++number;
    if (known == name) return number;
  }
  return 0;
}

}  // namespace ops::testing
