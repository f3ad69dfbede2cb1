#include "ops/testing/fakes/container_world.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include "ops/base/errors.h"
#include "ops/pebble/go_text.h"
#include "ops/testing/fakes/owners.h"
#include "ops/testing/fakes/users.h"

namespace ops::testing {

using pebble::FileType;

namespace {

constexpr int kExecutable = 0111;

/// 0, or why the kernel would not start it.
int start_fault(const Disk& disk, const std::string& path) {
  try {
    const Place place = disk.find(path);
    if (place.file->type != FileType::file || (place.file->permissions & kExecutable) == 0)
      return EACCES;
    return 0;
  } catch (const DiskError& error) {
    return error.code;
  }
}

/// Signals at which a server reads its configuration anew, and goes on.
constexpr std::array kReloads = {"SIGHUP", "SIGUSR1", "SIGUSR2"};

Behaviour running_for_ever() {
  Behaviour behaviour{.steps = {{.act = Act::run}}};
  for (const char* signal : kReloads) behaviour.handlers[signal] = {};
  return behaviour;
}

/// What it does at its n-th start.
std::vector<Step> steps_of(const Program& program, int start) {
  if (start <= program.failing_starts)
    return {{.act = Act::exit, .number = std::max(1, program.exit_code)}};

  std::vector<Step> steps;
  if (!program.output.empty()) steps.push_back({.act = Act::out, .text = *program.output});
  if (!program.error_output.empty())
    steps.push_back({.act = Act::err, .text = *program.error_output});
  if (program.exits_after) {
    steps.push_back({.act = Act::pause, .number = program.exits_after->ns()});
    steps.push_back({.act = Act::exit, .number = program.exit_code});
  } else {
    steps.push_back({.act = Act::run});
  }
  return steps;
}

Behaviour described_by(const Program& program, int start) {
  Behaviour behaviour{.steps = steps_of(program, start), .program = program, .start = start};
  for (const char* signal : kReloads) behaviour.handlers[signal] = {};
  for (const std::string& signal : program.ignores) behaviour.handlers[signal] = {};
  behaviour.ports.assign(program.ports.begin(), program.ports.end());
  return behaviour;
}

}  // namespace

const base::Map<std::string, std::string>& root_environment() {
  static const base::Map<std::string, std::string> all = {
      {"HOME", "/root"},
      {"USER", "root"},
      {"PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}};
  return all;
}

ContainerWorld::ContainerWorld(Container& container, const Surroundings& surroundings)
    : container_(container), surroundings_(surroundings) {}

const pebble::Plan& ContainerWorld::plan() {
  if (!plan_) plan_ = container_.plan();
  return *plan_;
}

Disk& ContainerWorld::disk() {
  if (!disk_) disk_ = std::make_unique<Disk>(container_);
  return *disk_;
}

bool ContainerWorld::knows(const std::string& name) const {
  return surroundings_.complete || container_.programs.contains(base_name(name)) ||
         function_of(base_name(name));
}

std::string ContainerWorld::find_program(const std::string& name, const std::string& path) {
  if (!surroundings_.complete) return name;
  if (name.find('/') != name.npos) {
    const int fault = start_fault(disk(), name.starts_with('/') ? name : '/' + name);
    if (fault == 0) return name;
    throw ValueError("fork/exec " + name + ": " + DiskError{fault}.text());
  }
  for (std::size_t at = 0; at < path.size() && !name.empty();) {
    const std::size_t end = std::min(path.find(':', at), path.size());
    const std::string file = joined_path(path.substr(at, end - at), name);
    if (start_fault(disk(), file) == 0) return file;
    at = end + 1;
  }
  throw ValueError("exec: " + pebble::go_quoted(name) + ": executable file not found in $PATH");
}

void ContainerWorld::check_working_dir(const std::string& program, const Launch& launch) {
  if (launch.working_dir.empty() || !surroundings_.complete) return;
  try {
    if (!disk().find(launch.working_dir).is_directory()) throw DiskError{ENOTDIR};
  } catch (const DiskError& error) {
    const bool is_missing = launch.bare && error.code == ENOENT;
    throw ValueError((is_missing ? "chdir " + launch.working_dir : "fork/exec " + program) + ": " +
                     error.text());
  }
}

const ProgramFunction* ContainerWorld::function_of(const std::string& name) const {
  if (!surroundings_.functions) return nullptr;
  const auto at = surroundings_.functions->find(name);
  return at == surroundings_.functions->end() ? nullptr : &at->second;
}

/// Pebble's own, and above it what is said, with the user's home and name where it says none.
base::Map<std::string, std::string> ContainerWorld::environment_of(const Launch& launch) {
  if (launch.whole_environment) return launch.environment;
  auto all = surroundings_.environment;
  if (launch.owner.user_id) {
    const Users users(disk());
    if (const User* user = users.find(*launch.owner.user_id))
      all = all.with("HOME", user->home).with("USER", user->name);
  }
  for (const auto& [name, value] : launch.environment)
    if (!launch.owner.user_id || !value.empty() || (name != "HOME" && name != "USER"))
      all = all.with(name, value);
  return all;
}

std::shared_ptr<ProgramPlace> ContainerWorld::place_of(const Launch& launch, int start) {
  auto place = std::make_shared<ProgramPlace>(
      ProgramPlace{.launch = launch, .disk = &disk(), .now = &now_, .start = start});
  place->launch.environment = environment_of(launch);
  if (place->launch.working_dir.empty()) place->launch.working_dir = "/";
  return place;
}

Behaviour ContainerWorld::behaviour_of(const std::string& name, const Launch& launch) {
  if (const ProgramFunction* function = function_of(name))
    return played_by(*function, place_of(launch, ++starts_[name]));
  const Program* program = container_.programs.find(name);
  if (!program) return running_for_ever();
  return described_by(*program, ++starts_[name]);
}

/// A function is called again, and what it writes to files is left out.
Process ContainerWorld::resume(const Launch& launch, const ProgramMemory& memory,
                               std::int64_t now) {
  if (memory.program) return {described_by(*memory.program, memory.start), memory, now};
  const ProgramFunction* function = function_of(base_name(launch.words[0]));
  if (!function) return {running_for_ever(), memory, now};
  const auto place = place_of(launch, memory.start);
  place->is_replayed = true;
  Process process(played_by(*function, place), memory, now);
  place->is_replayed = false;
  return process;
}

void ContainerWorld::set_time(std::int64_t now) {
  now_ = now;
  if (surroundings_.clock && is_played()) surroundings_.clock->reach(now);
}

Map<std::string, int> ContainerWorld::starts() const {
  Map<std::string, int> all;
  for (const auto& [name, count] : starts_) all = all.with(name, count);
  return all;
}

void ContainerWorld::starts_from(const Map<std::string, int>& starts) {
  for (const auto& [name, count] : starts) starts_[name] = count;
}

bool ContainerWorld::knows_users() const {
  return surroundings_.complete || container_.files.contains("/etc/passwd");
}

pebble::Owner ContainerWorld::look_up(const pebble::Owner& owner) {
  if (owner == pebble::Owner{}) return owner;
  if (!knows_users()) return owner;
  const std::optional<Ids> ids = Users(disk()).ids_of(owner);
  if (!ids) return owner;
  return {.user_id = ids->user_id, .group_id = ids->group_id};
}

void ContainerWorld::check_owners(const pebble::Layer& layer) {
  for (const auto& [name, check] : layer.checks) {
    if (!check.exec) continue;
    try {
      (void)look_up(owner_of(*check.exec));
    } catch (const ValueError& error) {
      throw ValueError("plan check " + pebble::go_quoted(name) +
                       " has invalid user/group: " + error.what());
    }
  }
}

void ContainerWorld::check_workloads() {
  for (const auto& [name, workload] : plan().workloads) {
    try {
      (void)look_up(owner_of(workload));
    } catch (const ValueError& error) {
      throw ValueError("workload " + pebble::go_quoted(name) + ": " + error.what());
    }
  }
}

bool ContainerWorld::is_played() const {
  return surroundings_.complete || has_functions() || !container_.programs.empty();
}

Behaviour ContainerWorld::start(const Launch& launch) {
  const std::string* path = surroundings_.environment.find("PATH");
  const std::string file = find_program(launch.words[0], path ? *path : "");
  check_working_dir(file, launch);
  return behaviour_of(base_name(launch.words[0]), launch);
}

std::optional<Answer> ContainerWorld::ask(const Request& request) {
  if (!surroundings_.ask) return {};
  return surroundings_.ask(request);
}

}  // namespace ops::testing
