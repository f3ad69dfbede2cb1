#include "machine.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

namespace fs = std::filesystem;

namespace dispatch {

namespace {

constexpr const char* kTools[] = {
    "juju-log", "status-set", "status-get", "application-version-set", "is-leader", "config-get"};

/// Writes down its arguments, then answers or fails as the files beside it say.
constexpr const char* kTool = R"(#!/bin/sh
line=${0##*/}
for word; do line="$line $word"; done
printf '%s\n' "$line" >> "${0%/*}/all.log"
if [ -e "${0%/*}/kill_in" ]; then
  read -r calls < "${0%/*}/kill_in"
  echo $((calls - 1)) > "${0%/*}/kill_in"
  if [ "$calls" -eq 1 ]; then kill -KILL "$PPID"; fi
fi
if [ -e "$0.error" ]; then cat "$0.error" >&2; exit 1; fi
if [ -e "$0.answer" ]; then cat "$0.answer"; fi
)";

fs::path new_directory() {
  std::string name = (fs::temp_directory_path() / "ops-dispatch-XXXXXX").string();
  if (!mkdtemp(name.data())) throw fs::filesystem_error("mkdtemp", name, {});
  return name;
}

Lines lines_of(const std::string& text) {
  Lines all;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) all = all.with(line);
  return all;
}

/// Runs `program` with this environment alone, its stderr going to a file.
int run(const std::string& program, const Lines& environment, const fs::path& error_file) {
  std::vector<char*> variables;
  for (const std::string& variable : environment)
    variables.push_back(const_cast<char*>(variable.c_str()));
  variables.push_back(nullptr);
  char* argv[] = {const_cast<char*>(program.c_str()), nullptr};
  const pid_t child = fork();
  if (child == 0) {
    if (!std::freopen(error_file.c_str(), "w", stderr)) _exit(126);
    execve(program.c_str(), argv, variables.data());
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

std::string read(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

Machine::Machine(const std::string& metadata) : root_(new_directory()) {
  fs::create_directories(charm_dir());
  fs::create_directories(bin());
  fs::create_directories(containers());
  write(charm_dir() / "metadata.yaml", metadata);
  for (const char* tool : kTools) {
    write(bin() / tool, kTool);
    fs::permissions(bin() / tool, fs::perms::owner_all);
  }
  answer("is-leader", "true");
  answer("config-get", "{}");
}

Machine::~Machine() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

Result Machine::dispatch(const std::string& program, const std::string& path,
                         const Lines& more) const {
  write(bin() / "all.log", "");
  const Lines usual = {
      "PATH=" + bin().string() + ":/usr/local/bin:/usr/bin:/bin",
      "JUJU_DISPATCH_PATH=" + path,
      "JUJU_UNIT_NAME=small/0",
      "JUJU_MODEL_NAME=testing",
      "JUJU_VERSION=3.6.14",
      "JUJU_CHARM_DIR=" + charm_dir().string(),
      "OPS_CONTAINERS_DIR=" + containers().string(),
  };
  Lines environment = more;  // the first of a name counts
  for (const std::string& variable : usual) environment = environment.with(variable);
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "LD_LIBRARY_PATH"})
    if (const char* value = std::getenv(name))
      environment = environment.with(name + ('=' + std::string(value)));
  const int exit_code = run(program, environment, root_ / "stderr");
  return {.exit_code = exit_code,
          .tools = lines_of(read(bin() / "all.log")),
          .stderr_text = read(root_ / "stderr")};
}

void Machine::answer(const std::string& name, const std::string& output) const {
  fs::remove(bin() / (name + ".error"));
  write(bin() / (name + ".answer"), output);
}
void Machine::fail(const std::string& name, const std::string& error) const {
  write(bin() / (name + ".error"), error);
}
void Machine::kill_at_tool(int call) const {
  fs::remove(bin() / "kill_in");
  if (call > 0) write(bin() / "kill_in", std::to_string(call) + '\n');
}
void Machine::remove_tool(const std::string& name) const { fs::remove(bin() / name); }

Lines without_debug(const Lines& tools) {
  Lines kept;
  for (const std::string& tool : tools)
    if (!tool.starts_with("juju-log --log-level DEBUG")) kept = kept.with(tool);
  return kept;
}

}  // namespace dispatch
