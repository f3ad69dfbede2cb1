#pragma once
/// Pebble's state machines over virtual time. For .cpp files.

#include <functional>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ops/pebble/client.h"
#include "ops/testing/fakes/changes.h"
#include "ops/testing/fakes/pebble_world.h"
#include "ops/testing/fakes/process.h"

namespace ops::testing {

/// The code with which a Go program ends that panics.
inline constexpr int kPanicked = 2;

/// For so long a service is watched that was started.
inline constexpr std::int64_t kOkayDelay = 1'000'000'000;

/// Those that are to run, by name.
std::vector<std::string> enabled_services(const pebble::Plan& plan);

/// A service that was started once.
struct ServiceRun : ServiceMemory {
  pebble::Service config = {};  // as it was at its last start
  std::optional<Process> process = {};
};

/// A command of the API's exec.
struct CommandRun {
  int change = 0;
  Launch launch = {};
  bool combine_stderr = false;
  std::optional<Process> process = {};
  std::int64_t timeout_ns = 0;  // 0: none
  std::int64_t deadline = kNever;
  std::string out = {};
  std::string err = {};
};

/// A check that the plan has, or had.
struct CheckRun : CheckMemory {
  pebble::Check config = {};  // with its service context merged in
  bool down = false;
  std::optional<int> successes = 0;  // nothing: it is not known
  int failures = 0;
  pebble::Startup startup = pebble::Startup::enabled;
  pebble::CheckLevel level = pebble::CheckLevel::unset;
  int threshold = 0;
  std::optional<Process> process = {};

  bool runs() const { return change != 0; }
};

/// One Pebble: its services, checks, commands and changes. Time passes only by advance_to() and
/// wait().
class Daemon {
 public:
  /// `world` must outlive it.
  Daemon(PebbleWorld& world, std::int64_t now) : world_(world), now_(now), looked_(now) {}

  std::int64_t now() const { return now_; }
  /// What was remembered, but for services and checks.
  void restore(const PebbleMemory& memory);
  void restore(const ServiceMemory& memory, const pebble::Service& config);
  void restore(const CheckMemory& memory, const pebble::Check& config);
  /// All that it knows.
  void write(PebbleMemory& memory) const;
  /// When something happens by itself next.
  std::int64_t wakes() const;
  /// Lets happen all that is due until then.
  void advance_to(std::int64_t time);
  /// Lets time pass until the change is ready, or until `deadline`; whether it is ready.
  bool wait(int change, std::int64_t deadline);
  /// The code that the daemon has ended with.
  const std::optional<int>& exit_code() const { return exit_code_; }

  /// POST /v1/services. Returns the change's id.
  int change_services(std::string_view action, const pebble::Names& names);
  void send_signal(const std::string& signal, const pebble::Names& services);
  /// What its end by SIGTERM begins with. Takes the time that the services take.
  void stop_all();
  /// What it does not know after its end: what runs.
  void forget();
  /// POST /v1/changes/ID. Throws APIError.
  void abort(ChangeRun& change);

  std::list<ServiceRun>& services() { return services_; }
  ServiceRun* find_service(std::string_view name);
  /// `stopped` when it was never started.
  Phase phase_of(std::string_view name);
  Changes& changes() { return changes_; }
  const std::vector<ServiceLine>& lines() const { return lines_; }
  /// The next id of a notice.
  int next_notice() { return ++last_notice_; }
  int last_notice() const { return last_notice_; }
  void notices_from(int last) { last_notice_ = std::max(last_notice_, last); }

  Map<std::string, pebble::Identity>& identities() { return identities_; }
  bool answers_on(int port) const;

  /// POST /v1/exec, when it was accepted. Returns the change's id.
  int start_command(CommandRun command);
  CommandRun* find_command(int change);
  void signal_command(int change, const std::string& signal);
  void feed_command(int change, const std::string& text, bool is_last);
  /// Lets time pass until the command has written more than so much to the one stream or the other,
  /// or has ended.
  void wait_for_output(int change, std::size_t out, std::size_t err);

  /// The plan has changed: starts, and starts anew, what it says.
  void update_checks();
  /// Those of these names that did not run, or did, before; by name.
  std::vector<std::string> start_checks(const std::vector<std::string>& names);
  std::vector<std::string> stop_checks(const std::vector<std::string>& names);
  /// A check that was started for the first time is in truth an old one: it does not run, or goes
  /// on with its change (0: that is not known).
  void drop_change(CheckRun& check);
  void resume_check(CheckRun& check, int change, bool down);
  std::list<CheckRun>& checks() { return checks_; }
  /// As a check of the plan runs: what it does not say comes from its service context.
  pebble::Check as_run(const pebble::Check& config);
  CheckRun* find_check(std::string_view name);

 private:
  /// Begins what can begin of the change, and of all that wait.
  int start_change(std::string kind, std::string summary, std::vector<TaskRun> tasks);
  /// Its tasks wait until the daemon looks at its changes: with the next one, or in five minutes.
  int add_change(std::string kind, std::string summary, std::vector<TaskRun> tasks);
  void look_at_changes();

  // ---- commands: daemon_commands.cpp
  void restore(const CommandMemory& memory);
  void run_command(const TaskPlace& place);
  void play(CommandRun& command);
  void end_command(CommandRun& command);

  // ---- checks: daemon_checks.cpp
  void follow(CheckRun& check, const pebble::Check& config);
  void start_check(CheckRun& check, const pebble::Check& config, bool waits = false);
  void start_stopped_checks();
  void stop_check(CheckRun& check);
  int add_check_change(const CheckRun& check, const char* kind, bool waits = false);
  void begin_ticking(const TaskPlace& place);
  void begin_run(CheckRun& check);
  void begin_exec(CheckRun& check);
  void play(CheckRun& check);
  void end_run(CheckRun& check, const std::string& fault);
  void succeed(CheckRun& check);
  void fail(CheckRun& check, const std::string& fault);
  void act_on_failure(const std::string& check);

  // ---- changes: daemon_changes.cpp
  std::vector<TaskRun> tasks_for(const char* kind, const std::vector<std::string>& order,
                                 std::size_t first_task);
  std::vector<TaskRun> tasks_for(const char* kind,
                                 const std::vector<std::vector<std::string>>& lanes,
                                 std::size_t first_task);
  std::vector<std::string> ordered(std::string_view action, const std::vector<std::string>& names,
                                   bool start);
  int start_services(std::string_view action, const std::vector<std::string>& names);
  int stop_services(const std::vector<std::string>& names);
  int restart_services(const std::vector<std::string>& names);
  int replan();
  void pump();
  void finish_aborts();
  void fire();
  bool pump_once();
  void run_task(const TaskPlace& place);
  void done(const TaskPlace& place);

  // ---- services: daemon_services.cpp
  void run_start(const TaskPlace& place);
  void run_stop(const TaskPlace& place);
  bool fork(ServiceRun& service, std::string& fault);
  void terminate(ServiceRun& service);
  void fire_timer(ServiceRun& service);
  void run_process(ServiceRun& service);
  void exited(ServiceRun& service, int code);
  void exited_quickly(ServiceRun& service, int code, pebble::OnExit action);
  void take(ServiceRun& service, pebble::OnExit action, int code);
  void back_off(ServiceRun& service);
  void stopped(ServiceRun& service);
  void fail_start(ServiceRun& service, const std::string& fault);
  void restart_from_backoff(ServiceRun& service);
  std::string last_lines(const std::string& service) const;
  void write(const std::string& service, const std::string& text);

  PebbleWorld& world_;
  std::int64_t now_;
  std::list<ServiceRun> services_ = {};
  Changes changes_ = {};
  std::vector<ServiceLine> lines_ = {};
  std::list<CommandRun> commands_ = {};
  std::list<CheckRun> checks_ = {};
  std::vector<TaskPlace> aborted_ = {};
  std::vector<int> waiting_ = {};  // changes whose tasks begin when the daemon looks next
  std::int64_t looked_;            // when it looked last
  Map<std::string, pebble::Identity> identities_ = {};
  std::optional<int> exit_code_ = {};
  int last_notice_ = 0;
};

}  // namespace ops::testing
