#pragma once
/// What a container's Pebble knows beside what its Container says, so that a chain of events is one
/// daemon that lives on. Written by what plays events and advance(); a test looks at it, and seldom
/// writes one. Times are nanoseconds since 1970, as in base::Timestamp.

#include <cstdint>
#include <limits>

#include "ops/pebble/files.h"
#include "ops/pebble/plan.h"
#include "ops/pebble/records.h"
#include "ops/testing/state/program.h"

namespace ops::testing {

/// A point in time that never comes.
inline constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

/// Of a service that was started once.
enum class Phase { starting, running, terminating, killing, stopped, backoff, exited };
OPS_ENUM_VALUE(Phase);

/// A task's status, in the order in which it counts for the change's; none is 'hold' at last.
enum class TaskStatus { abort, undoing, undo, doing, do_, wait, error, undone, done, hold };
OPS_ENUM_VALUE(TaskStatus);

/// Which task of which change.
struct TaskPlace {
  int change = 0;  ///< Its id.
  int task = 0;    ///< From 0.
  OPS_VALUE(TaskPlace);
};

struct TaskRun {
  int id = 0;
  std::string kind = {};
  std::string subject = {};  ///< The service's, check's or program's name.
  std::string summary = {};
  int lane = 0;
  List<int> after = {};  ///< Tasks of the change that must be done before.
  TaskStatus status = TaskStatus::do_;
  List<std::string> log = {};
  std::int64_t ready_ns = 0;  ///< When it was ready first; 0: it was not yet.
  Optional<int> exit_code = {};
  OPS_VALUE(TaskRun);

  bool is_ready() const {
    return status == TaskStatus::done || status == TaskStatus::error ||
           status == TaskStatus::hold || status == TaskStatus::undone;
  }
};

struct ChangeMemory {
  int id = 0;
  int notice_id = 0;
  std::string kind = {};
  std::string summary = {};
  std::string check = {};  ///< Whose it is, if a check's.
  List<TaskRun> tasks = {};
  std::int64_t spawned_ns = 0;
  std::int64_t updated_ns = 0;
  int updates = 0;
  TaskStatus seen = TaskStatus::do_;
  OPS_VALUE(ChangeMemory);
};

/// A signal that a program has got, or some of its input.
struct Received {
  std::int64_t time = 0;
  std::string signal = {};  ///< Empty: it was input.
  std::string input = {};
  bool is_last = false;  ///< Behind this input there is no more.
  OPS_VALUE(Received);
};

/// A program that runs. What it has done so far follows from this.
struct ProgramMemory {
  std::int64_t started = 0;
  int start = 0;                   ///< 1 at the program's first start in its container.
  Optional<Program> program = {};  ///< As it was described then, if it was.
  List<Received> received = {};
  OPS_VALUE(ProgramMemory);
};

struct ServiceMemory {
  std::string name = {};
  Phase phase = Phase::stopped;
  Optional<pebble::Service> started_with = {};  ///< When that is other than the plan's.
  Optional<ProgramMemory> program = {};
  std::int64_t timer = kNever;  ///< Of its phase: okay, kill or fail delay, or the backoff.
  std::int64_t calm = kNever;   ///< When it has run so long that its backoff begins anew.
  std::int64_t backoff_ns = 0;  ///< The last one's length; 0: there was none.
  bool restarts = false;        ///< Is stopped since a check failed, to start again.
  Optional<TaskPlace> start = {};
  Optional<TaskPlace> stop = {};
  OPS_VALUE(ServiceMemory);
};

/// A check. The rest of it is in Container::check_infos, unless it is as the plan alone says.
struct CheckMemory {
  std::string name = {};
  Optional<pebble::Check> started_with = {};  ///< When that is other than the plan's.
  int change = 0;                             ///< 0: it does not run.
  bool told = false;                          ///< Is other than what the plan alone says.
  int counted = 0;                            ///< Successes of its change.
  std::int64_t next = kNever;                 ///< When it runs next.
  bool busy = false;
  std::int64_t deadline = kNever;  ///< When a run ends that does not end by itself.
  std::string late_fault = {};     ///< How it ends then.
  Optional<ProgramMemory> program = {};
  std::string output = {};
  OPS_VALUE(CheckMemory);
};

/// A command that still runs.
struct CommandMemory {
  int change = 0;
  List<std::string> words = {};
  Map<std::string, std::string> environment = {};
  std::string working_dir = {};
  pebble::Owner owner = {};
  std::string stdin = {};
  bool keep_stdin = false;
  std::int64_t timeout_ns = 0;  ///< 0: none.
  std::int64_t deadline = kNever;
  ProgramMemory program = {};
  OPS_VALUE(CommandMemory);
};

/// A line that a service wrote.
struct ServiceLine {
  std::string service = {};
  std::string text = {};
  bool complete = true;
  OPS_VALUE(ServiceLine);
};

struct PebbleMemory {
  std::int64_t now = 0;  ///< When all of this was so; 0: it is so now.
  List<ServiceMemory> services = {};
  List<CheckMemory> checks = {};
  List<CommandMemory> commands = {};
  List<ChangeMemory> changes = {};
  List<TaskPlace> aborted = {};
  List<int> waiting = {};   ///< Changes whose tasks begin when the daemon looks at them next.
  std::int64_t looked = 0;  ///< When it did so last.
  List<ServiceLine> lines = {};
  Map<std::string, int> starts = {};  ///< How often each program was started.
  Map<std::string, pebble::Identity> identities = {};
  int last_change = 0;
  int last_task = 0;
  int last_notice = 0;
  std::int64_t last_stamp = 0;
  std::int64_t told_until = 0;  ///< Notices up to this time Juju has told the charm of.
  bool restarted = false;       ///< Juju has not told the charm yet that it is ready again.
  OPS_VALUE(PebbleMemory);
};

}  // namespace ops::testing
