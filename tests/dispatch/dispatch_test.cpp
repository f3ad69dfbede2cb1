/// A charm's program, started as Juju starts it.
#include "machine.h"
#include "ops/testing/doctest.h"

namespace fs = std::filesystem;
using dispatch::Lines, dispatch::Machine, dispatch::Result, dispatch::without_debug;

namespace {

constexpr const char* kMetadata = "name: small\ncontainers: {web-1: {}}\n";

Result run(const Machine& machine, const char* path, const Lines& more = {}) {
  return machine.dispatch(DEFERRING_CHARM, path, more);
}

Result run_ready(const Machine& machine) {
  return run(machine, "hooks/web-1-pebble-ready", {"JUJU_WORKLOAD_NAME=web-1"});
}

void tell(const Machine& machine, const char* what) {
  dispatch::write(machine.charm_dir() / what, "");
}
void untell(const Machine& machine, const char* what) { fs::remove(machine.charm_dir() / what); }

const std::string kSetActive = "status-set --application=False active -- ";

}  // namespace

TEST_CASE("an event's handler runs, then the statuses are collected") {
  const Machine machine(kMetadata);
  const Result result = run(machine, "hooks/start");
  CHECK(result.exit_code == 0);
  CHECK(result.tools == Lines{"juju-log --log-level DEBUG -- ops-cpp 0.1.0 up and running.",
                              "juju-log --log-level DEBUG -- Using local storage: not a Kubernetes "
                              "podspec charm",
                              "juju-log --log-level DEBUG -- Initializing SQLite local storage: " +
                                  (machine.charm_dir() / ".unit-state.db").string() + ".",
                              "juju-log --log-level DEBUG -- Emitting Juju event start.",
                              "juju-log --log-level INFO -- done: start", "is-leader --format=json",
                              kSetActive});
  CHECK(result.stderr_text == "");
}

TEST_CASE("every event that Juju sends to any charm is taken") {
  const Machine machine(kMetadata);
  for (const char* path : {"hooks/install", "hooks/start", "hooks/update-status", "hooks/stop",
                           "hooks/remove", "hooks/upgrade-charm", "hooks/leader-elected"}) {
    CAPTURE(path);
    CHECK(run(machine, path).exit_code == 0);
  }
}

TEST_CASE("config-changed reads the options through config-get") {
  const Machine machine(kMetadata);
  machine.answer("config-get", R"({"port": 8000})");
  CHECK(without_debug(run(machine, "hooks/config-changed").tools) ==
        Lines{"config-get --format=json", "application-version-set -- 8000",
              "is-leader --format=json", kSetActive});
}

TEST_CASE("an event that ops does not know is passed over") {
  const Machine machine(kMetadata);
  const Result result = run(machine, "hooks/meteor-strike");
  CHECK(result.exit_code == 0);
  CHECK(without_debug(result.tools) == Lines{"is-leader --format=json", kSetActive});
}

TEST_CASE("what one process defers another one takes up, oldest first, and only once") {
  const Machine machine(kMetadata);
  tell(machine, "defer");
  CHECK(run(machine, "hooks/start").exit_code == 0);
  CHECK(run_ready(machine).exit_code == 0);
  untell(machine, "defer");
  CHECK(without_debug(run(machine, "hooks/update-status").tools) ==
        Lines{"juju-log --log-level INFO -- done: start",
              "juju-log --log-level INFO -- done: ready web-1", "is-leader --format=json",
              kSetActive});
  CHECK(without_debug(run(machine, "hooks/update-status").tools) ==
        Lines{"is-leader --format=json", kSetActive});
}

TEST_CASE("what is kept lies in the charm's directory, for its owner only") {
  const Machine machine(kMetadata);
  (void)run(machine, "hooks/start");
  const fs::path file = machine.charm_dir() / ".unit-state.db";
  REQUIRE(fs::exists(file));
  CHECK((fs::status(file).permissions() & fs::perms::mask) ==
        (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a charm that throws exits with 1, tells the log, and keeps nothing of the dispatch") {
  const Machine machine(kMetadata);
  tell(machine, "defer");
  (void)run(machine, "hooks/start");
  untell(machine, "defer");
  tell(machine, "throw");
  const Result failed = run(machine, "hooks/update-status");
  CHECK(failed.exit_code == 1);
  REQUIRE(failed.tools.size() >= 3);
  const std::size_t crash = failed.tools.size() - 3;
  CHECK(failed.tools[crash] ==
        "juju-log --log-level ERROR -- Uncaught exception while in charm code:");
  CHECK(failed.tools[crash + 1] == "std::runtime_error: told to");
  CHECK(failed.tools[crash + 2].starts_with("juju-log --log-level TRACE -- {\"datetime\":\""));
  CHECK(failed.tools[crash + 2].ends_with(
      R"("appid":"-small/0","event":"sys_crash:runtime_error",)"
      R"("description":"Uncaught exception in charm code: std::runtime_error: told to."})"));
  untell(machine, "throw");
  // start had been handled in the dispatch that failed; so it is handled again.
  CHECK(without_debug(run(machine, "hooks/update-status").tools)[0] ==
        "juju-log --log-level INFO -- done: start");
}

TEST_CASE("a hook tool that fails ends the dispatch with what it said") {
  const Machine machine(kMetadata);
  machine.fail("status-set", "ERROR permission denied\n");
  const Result result = run(machine, "hooks/start");
  CHECK(result.exit_code == 1);
  REQUIRE(result.tools.size() >= 3);
  const std::size_t told = result.tools.size() - 3;
  CHECK(result.tools[told].find("ERROR permission denied") != std::string::npos);
  CHECK(result.tools[told + 1] == " (status-set exited with 1 during the 'start' hook)");
}

TEST_CASE("without juju-log the crash is told on stderr") {
  const Machine machine(kMetadata);
  machine.remove_tool("juju-log");
  const Result result = run(machine, "hooks/start");
  CHECK(result.exit_code == 1);
  CHECK(result.stderr_text.find("juju-log") != std::string::npos);
}

TEST_CASE("JUJU_DEBUG sends the log to stderr, too") {
  const Machine machine(kMetadata);
  const Result result = run(machine, "hooks/start", {"JUJU_DEBUG="});
  CHECK(result.stderr_text.find("INFO     done: start") != std::string::npos);
}

TEST_CASE("a charm that is being dispatched leaves a second dispatch to the first") {
  const Machine machine(kMetadata);
  const Result result = run(machine, "hooks/start", {"OPERATOR_DISPATCH=1"});
  CHECK(result.exit_code == 0);
  CHECK(without_debug(result.tools).empty());
}

TEST_CASE("metadata that is missing or wrong is an error with its file") {
  const Machine machine(kMetadata);
  dispatch::write(machine.charm_dir() / "metadata.yaml", "name: [");
  const Result result = run(machine, "hooks/start");
  CHECK(result.exit_code == 1);
  CHECK(result.tools[result.tools.size() - 2].find("metadata.yaml:") != std::string::npos);
  fs::remove(machine.charm_dir() / "metadata.yaml");
  CHECK(run(machine, "hooks/start").exit_code == 1);
}
