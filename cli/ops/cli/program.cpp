#include "ops/cli/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include "ops/cli/errors.h"
#include "ops/cli/tree.h"

namespace ops::cli {

namespace {

constexpr std::uintmax_t kMostOfLog = 64UL * 1024 * 1024;
constexpr std::size_t kShownOfLog = 4000;

/// What is changed for a program before it starts.
class FileActions {
 public:
  FileActions() { posix_spawn_file_actions_init(&actions_); }
  FileActions(const FileActions&) = delete;
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }

  void send_output_to(const std::string& log) {
    constexpr int kFlags = O_WRONLY | O_CREAT | O_APPEND;
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, log.c_str(), kFlags, 0644);
    posix_spawn_file_actions_adddup2(&actions_, STDOUT_FILENO, STDERR_FILENO);
  }

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

using Texts = std::vector<std::string>;

/// As C has them, with a null at the end.
std::vector<char*> pointers(const Texts& texts) {
  std::vector<char*> all;
  all.reserve(texts.size() + 1);
  for (const std::string& text : texts) all.push_back(const_cast<char*>(text.c_str()));
  all.push_back(nullptr);
  return all;
}

/// This process's variables, but for those that are given.
Texts environment_with(const Texts& variables) {
  Texts all = variables;
  for (char** at = environ; *at != nullptr; ++at) {
    const std::string one = *at;
    const std::string start = one.substr(0, one.find('=') + 1);
    if (std::ranges::none_of(variables,
                             [&](const auto& given) { return given.starts_with(start); }))
      all.push_back(one);
  }
  return all;
}

int run(const Texts& argv, const FileActions& actions, const Texts& variables = {}) {
  const Texts environment = environment_with(variables);
  pid_t child = 0;
  const int fault = posix_spawnp(&child, argv[0].c_str(), actions.get(), nullptr,
                                 pointers(argv).data(), pointers(environment).data());
  if (fault != 0)
    throw CliError("cannot run " + argv[0] + ": " + std::generic_category().message(fault) +
                   "; install it");
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      throw CliError("cannot wait for " + argv[0] + ": " + std::generic_category().message(errno));
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string end_of(const std::string& log) {
  const std::string text = read_file(log, kMostOfLog);
  return text.substr(text.size() - std::min(text.size(), kShownOfLog));
}

struct Machine {
  unsigned number;  ///< e_machine
  std::string_view name;
};
constexpr std::array<Machine, 5> kMachines = {
    {{62, "amd64"}, {183, "arm64"}, {243, "riscv64"}, {21, "ppc64el"}, {22, "s390x"}}};

}  // namespace

int run_quietly(const std::vector<std::string>& argv, const std::string& log) {
  FileActions actions;
  actions.send_output_to(log);
  return run(argv, actions);
}

void run_logged(const Texts& argv, const std::string& log, const Texts& variables) {
  FileActions actions;
  actions.send_output_to(log);
  const int code = run(argv, actions, variables);
  if (code == 0) return;
  std::string words;
  for (const std::string& word : argv) words += (words.empty() ? "" : " ") + word;
  throw CliError("cannot build: `" + words + "` failed with exit code " + std::to_string(code) +
                 "; the end of " + log + " says:\n" + end_of(log));
}

std::string architecture_of(std::string_view program) {
  if (!program.starts_with("\177ELF") || program.size() < 20) return "";
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(program[at]); };
  const bool little = byte(5) == 1;
  const unsigned number = little ? byte(18) + 256U * byte(19) : byte(19) + 256U * byte(18);
  const auto found = std::ranges::find(kMachines, number, &Machine::number);
  return found == kMachines.end() ? "" : std::string(found->name);
}

}  // namespace ops::cli
