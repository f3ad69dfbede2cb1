/// What it costs to dispatch a start event, above what the hook tools cost that the charm calls: a
/// whole process each time, as Juju starts one. Prints one JSON object a line:
/// {"name": "dispatch", "ms": …} and {"name": "peak_memory", "mib": …} for each dispatch, and
/// {"name": "hook_tool_calls", "": …} once.
///
/// usage: dispatch_bench DISPATCHES HOOKTOOL PROGRAM [ARGUMENT]...
///
/// HOOKTOOL is tests/conformance/dispatch/hooktool.c, compiled.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern char** environ;  // NOLINT: POSIX has it so

namespace fs = std::filesystem;

namespace {

using Argv = std::vector<std::string>;

constexpr const char* kTools[] = {"juju-log", "status-set", "is-leader"};
constexpr int kWarmUps = 3;
constexpr std::size_t kAfterWords = 3 * sizeof(std::int32_t);  // in the log of the hook tools

void check(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "dispatch_bench: cannot go on: %s\n", what);
  std::exit(1);
}

std::vector<char*> pointers(const Argv& argv) {
  std::vector<char*> all;
  for (const std::string& word : argv) all.push_back(const_cast<char*>(word.c_str()));
  all.push_back(nullptr);
  return all;
}

// ---- the world that a charm is dispatched in

void put(std::string& bytes, std::int32_t number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void put(std::string& bytes, const std::string& text) {
  put(bytes, static_cast<std::int32_t>(text.size()));
  bytes += text;
}

/// The hook tool's one rule: is-leader says no.
std::string table() {
  std::string rule;
  put(rule, 1);
  put(rule, 1);  // and any arguments
  put(rule, "is-leader");
  for (const std::int32_t number : {-1, 0, 0}) put(rule, number);
  put(rule, "false\n");
  put(rule, "");
  return rule;
}

void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

/// In memory where there is such a place: who else is using the disk would be timed otherwise. Set
/// TMPDIR to time a disk, for which ops waits six times and we four times in a dispatch.
fs::path parent_of_world() {
  const bool in_memory = !std::getenv("TMPDIR") && access("/dev/shm", W_OK) == 0;
  return in_memory ? "/dev/shm" : fs::temp_directory_path();
}

fs::path make_world(const std::string& hook_tool) {
  std::string name = (parent_of_world() / "ops-bench-XXXXXX").string();
  check(mkdtemp(name.data()) != nullptr, "mkdtemp");
  const fs::path root = name;
  for (const char* folder : {"bin", "charm", "tools"}) fs::create_directory(root / folder);
  for (const char* tool : kTools) fs::create_symlink(fs::absolute(hook_tool), root / "bin" / tool);
  write(root / "charm/metadata.yaml", "name: started\n");
  write(root / "tools/table", table());
  return root;
}

void enter(const fs::path& root) {
  const std::string path = (root / "bin").string() + ":/usr/local/bin:/usr/bin:/bin";
  setenv("PATH", path.c_str(), 1);
  setenv("HOOKTOOL_DIR", (root / "tools").c_str(), 1);
  setenv("JUJU_CHARM_DIR", (root / "charm").c_str(), 1);
  setenv("JUJU_DISPATCH_PATH", "hooks/start", 1);
  setenv("JUJU_UNIT_NAME", "started/0", 1);
  setenv("JUJU_MODEL_NAME", "bench", 1);
  setenv("JUJU_VERSION", "3.6.14", 1);
  check(chdir((root / "charm").c_str()) == 0, "chdir");
}

// ---- what is timed

struct Cost {
  double ms = 0;
  double peak_mib = 0;
};

template <class Work>
double ms_of(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

/// What is spawned has had its parent's peak of memory at least; that is less than any charm's.
Cost run(const Argv& argv) {
  std::vector<char*> words = pointers(argv);
  rusage used = {};
  int status = -1;
  const double took = ms_of([&] {
    pid_t child = -1;
    check(posix_spawn(&child, words[0], nullptr, nullptr, words.data(), environ) == 0, "spawn");
    check(wait4(child, &status, 0, &used) == child, "wait4");
  });
  check(status == 0, "the charm failed");
  return {.ms = took, .peak_mib = static_cast<double>(used.ru_maxrss) / 1024};
}

/// As a program calls a hook tool that does no more than it must.
void call(const Argv& argv) {
  int output[2];
  check(pipe2(output, O_CLOEXEC) == 0, "pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
  pid_t child = -1;
  std::vector<char*> words = pointers(argv);
  check(posix_spawnp(&child, words[0], &actions, nullptr, words.data(), environ) == 0, "spawn");
  posix_spawn_file_actions_destroy(&actions);
  close(output[1]);
  char text[4096];
  while (read(output[0], text, sizeof text) > 0) continue;
  close(output[0]);
  int status = -1;
  check(waitpid(child, &status, 0) == child && status == 0, "a hook tool failed");
}

// ---- which hook tools a charm has called

std::int32_t take_number(const char*& at) {
  std::int32_t number = 0;
  std::memcpy(&number, at, sizeof number);
  at += sizeof number;
  return number;
}

Argv take_argv(const char*& at) {
  Argv argv;
  for (std::int32_t left = take_number(at); left > 0; --left) {
    const std::int32_t size = take_number(at);
    argv.emplace_back(at, static_cast<std::size_t>(size));
    at += size;
  }
  return argv;
}

/// None of them reads its input or files: what follows the words are three numbers.
std::vector<Argv> calls_in(const fs::path& log) {
  std::ifstream in(log);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  std::vector<Argv> calls;
  for (const char* at = bytes.data(); at < bytes.data() + bytes.size(); at += kAfterWords)
    calls.push_back(take_argv(at));
  return calls;
}

/// The first dispatches make what is kept; those after them find it.
std::vector<Argv> warm_up(const Argv& program, const fs::path& log) {
  for (int i = 0; i < kWarmUps; ++i) {
    fs::remove(log);
    run(program);
  }
  return calls_in(log);
}

/// One dispatch and its tools by themselves, in turn, as long as the machine is in one mood.
void sample(const Argv& program, const std::vector<Argv>& calls, const fs::path& log) {
  fs::remove(log);
  const Cost whole = run(program);
  fs::remove(log);
  const double tools = ms_of([&] {
    for (const Argv& argv : calls) call(argv);
  });
  std::printf("{\"name\": \"dispatch\", \"ms\": %.4f}\n", whole.ms - tools);
  std::printf("{\"name\": \"peak_memory\", \"mib\": %.4f}\n", whole.peak_mib);
}

}  // namespace

int main(int argc, char** argv) {
  check(argc > 3, "usage: dispatch_bench DISPATCHES HOOKTOOL PROGRAM [ARGUMENT]...");
  Argv program(argv + 3, argv + argc);
  for (std::string& word : program)
    if (fs::exists(word)) word = fs::absolute(word);
  const fs::path root = make_world(argv[2]), log = root / "tools/log";
  enter(root);
  const std::vector<Argv> calls = warm_up(program, log);
  for (int i = std::atoi(argv[1]); i > 0; --i) sample(program, calls, log);
  std::printf("{\"name\": \"hook_tool_calls\", \"\": %zu}\n", calls.size());
  fs::remove_all(root);
}
