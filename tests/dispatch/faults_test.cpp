/// A charm that is killed, or cannot write its state, at any place of a dispatch, and is then
/// dispatched again, as Juju does with a hook that failed. What repeats a failure is the number
/// after "fault".
#include <algorithm>
#include <cerrno>
#include <csignal>

#include "kept_state.h"
#include "machine.h"
#include "ops/testing/doctest.h"

namespace fs = std::filesystem;
using dispatch::copy_state, dispatch::kept_state, dispatch::Lines, dispatch::Machine;
using dispatch::Result;

namespace {

constexpr int kKilled = 128 + SIGKILL;
constexpr int kFewest = 5, kTooMany = 200;  // faults that a dispatch notices
constexpr const char* kMetadata = "name: small\ncontainers: {web-1: {}}\n";

/// The dispatch in which something goes wrong, and what has been dispatched before it.
enum class Step { first_defers, defers, takes_up };

bool defers(Step step) { return step != Step::takes_up; }
const char* path_of(Step step) { return defers(step) ? "hooks/start" : "hooks/update-status"; }

/// Whether the handler puts start off from now on.
void tell(const Machine& machine, bool defer) {
  const fs::path file = machine.charm_dir() / "defer";
  if (defer)
    dispatch::write(file, "");
  else
    fs::remove(file);
}

Result run(const Machine& machine, const char* path, const Lines& fault = {}) {
  const Lines preloaded = {"LD_PRELOAD=" FAULT_SHIM, "ASAN_OPTIONS=verify_asan_link_order=0"};
  Lines more = fault;
  for (const std::string& variable : preloaded) more = more.with(variable);
  return machine.dispatch(DEFERRING_CHARM, path, more);
}

/// Dispatches `step`, with fault number `number`.
using Faulty = Result (*)(const Machine&, Step step, int number);

Result killed_at_tool(const Machine& machine, Step step, int number) {
  machine.kill_at_tool(number);
  Result result = run(machine, path_of(step));
  machine.kill_at_tool(0);
  return result;
}

Result killed_at_write(const Machine& machine, Step step, int number) {
  return run(machine, path_of(step), {"FAULT_AT=" + std::to_string(number)});
}

Result on_full_disk(const Machine& machine, Step step, int number) {
  return run(machine, path_of(step),
             {"FAULT_AT=" + std::to_string(number), "FAULT_ERROR=" + std::to_string(ENOSPC)});
}

auto times_done(const Result& result) {
  return std::count(result.tools.begin(), result.tools.end(),
                    "juju-log --log-level INFO -- done: start");
}

bool tells(const Result& result, const std::string& what) {
  return std::any_of(result.tools.begin(), result.tools.end(),
                     [&](const std::string& line) { return line.find(what) != std::string::npos; });
}

std::size_t queued(const std::string& kept) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = kept.find("on_start", at)) != std::string::npos; ++at) ++count;
  return count;
}

/// The machine as the step finds it, which is kept below "before", too.
void prepare(const Machine& machine, Step step) {
  fs::create_directory(machine.charm_dir() / "before");
  tell(machine, step == Step::takes_up);
  if (step != Step::first_defers) REQUIRE(run(machine, "hooks/start").exit_code == 0);
  tell(machine, defers(step));
  copy_state(machine.charm_dir(), machine.charm_dir() / "before");
}

/// That the hook, tried again and followed by others, does what it would have done at once. `lost`:
/// nothing of the first try was kept.
void check_goes_on(const Machine& machine, Step step, bool lost, const std::string& after) {
  const Result again = run(machine, path_of(step));
  CHECK(again.exit_code == 0);
  CHECK(times_done(again) == (!defers(step) && lost ? 1 : 0));
  const std::string kept = kept_state(machine.charm_dir());
  CHECK(queued(kept) == (defers(step) ? 1 : 0));
  if (lost) CHECK(kept == after);
  tell(machine, false);
  CHECK(times_done(run(machine, "hooks/update-status")) == (defers(step) ? 1 : 0));
  CHECK(times_done(run(machine, "hooks/update-status")) == 0);
  tell(machine, defers(step));
}

/// Fault after fault, until one comes too late to be noticed. `check_result` looks at a dispatch
/// that failed.
void check_every_fault(Step step, Faulty faulty, void (*check_result)(const Result&)) {
  const Machine machine(kMetadata);
  prepare(machine, step);
  const fs::path dir = machine.charm_dir();
  const std::string before = kept_state(dir);
  REQUIRE(run(machine, path_of(step)).exit_code == 0);
  const std::string after = kept_state(dir);
  REQUIRE(before != after);
  for (int number = 1; number < kTooMany; ++number) {
    CAPTURE(number);
    copy_state(dir / "before", dir);
    const Result result = faulty(machine, step, number);
    const std::string kept = kept_state(dir);
    if (result.exit_code == 0) {
      CHECK(kept == after);
      CHECK(number > kFewest);
      return;
    }
    check_result(result);
    // Whether the last flush has failed or the dispatch, nobody can tell; both are whole.
    CHECK_MESSAGE((kept == before || kept == after), kept);
    check_goes_on(machine, step, kept == before, after);
  }
  FAIL("no dispatch survived");
}

constexpr Step kSteps[] = {Step::first_defers, Step::defers, Step::takes_up};

void was_killed(const Result& result) { CHECK(result.exit_code == kKilled); }

void told_of_disk(const Result& result) {
  CHECK(result.exit_code == 1);
  CHECK(tells(result, "cannot "));
  CHECK(tells(result, "/.unit-state.db: SQLite says: "));
  CHECK(tells(result, "disk"));
}

}  // namespace

TEST_CASE("a charm that is killed at any hook tool loses and doubles nothing") {
  for (const Step step : kSteps) {
    CAPTURE(static_cast<int>(step));
    check_every_fault(step, killed_at_tool, was_killed);
  }
}

TEST_CASE("a charm that is killed at any write of its state loses and doubles nothing") {
  for (const Step step : kSteps) {
    CAPTURE(static_cast<int>(step));
    check_every_fault(step, killed_at_write, was_killed);
  }
}

TEST_CASE("a disk that is full from any write on is told, and the next dispatch makes up for it") {
  for (const Step step : kSteps) {
    CAPTURE(static_cast<int>(step));
    check_every_fault(step, on_full_disk, told_of_disk);
  }
}

TEST_CASE("a charm's directory that cannot be written is told, and the old state stays") {
  for (const int error : {EROFS, EACCES})
    for (const Step step : kSteps) {
      CAPTURE(error);
      CAPTURE(static_cast<int>(step));
      const Machine machine(kMetadata);
      prepare(machine, step);
      const std::string before = kept_state(machine.charm_dir());
      const Result result = run(machine, path_of(step), {"FAULT_OPEN=" + std::to_string(error)});
      CHECK(result.exit_code == 1);
      CHECK(tells(result, "cannot "));
      CHECK(tells(result, "/.unit-state.db"));
      CHECK(tells(result, "; let the charm's user write"));
      CHECK(kept_state(machine.charm_dir()) == before);
      CHECK(run(machine, path_of(step)).exit_code == 0);
    }
}
