#include "ops/juju/process_hook_tools.h"

#include <doctest/doctest.h>

#include "fake_tools.h"

using namespace ops;
using namespace ops::juju;

namespace {

/// What config_get throws when the tool writes `output`.
std::string config_error(const std::string& output) {
  FakeTools fake;
  fake.add("config-get", "printf %s '" + output + "'");
  try {
    ProcessHookTools().config_get();
  } catch (const HookToolError& error) {
    return error.what();
  }
  return "";
}

base::Config config_from(const std::string& output) {
  FakeTools fake;
  fake.add("config-get", "printf %s '" + output + "'");
  return ProcessHookTools().config_get();
}

void check_has(const std::string& text, const std::string& part) {
  CAPTURE(text);
  CHECK(text.find(part) != text.npos);
}

}  // namespace

// ---- arguments, in the order in which ops gives them

TEST_CASE("status_get asks for the unit's status") {
  FakeTools fake;
  fake.add("status-get",
           R"(echo '{"message": "no pool", "status": "blocked", "status-data": {}}')");
  const UnitStatus status = ProcessHookTools().status_get();
  CHECK(status.status == "blocked");
  CHECK(status.message == "no pool");
  CHECK(fake.calls() == std::vector<Call>{{"status-get", "--include-data", "--format=json",
                                           "--application=false"}});
}

TEST_CASE("status_get_app asks for the application's status, which stands one level deeper") {
  FakeTools fake;
  fake.add("status-get", R"(echo '{"application-status": {"message": "", "status": "active",
                                   "status-data": {}, "units": {}}}')");
  CHECK(ProcessHookTools().status_get_app().status == "active");
  CHECK(fake.calls() ==
        std::vector<Call>{{"status-get", "--include-data", "--format=json", "--application=true"}});
}

TEST_CASE("status_set gives a message, also an empty one, unless there is none") {
  FakeTools fake;
  fake.add("status-set", "");
  ProcessHookTools tools;
  tools.status_set(false, "active", std::string());
  tools.status_set(true, "waiting", std::string("--for=é\nmore"));
  tools.status_set(false, "blocked", {});
  CHECK(fake.calls() ==
        std::vector<Call>{{"status-set", "--application=False", "active", "--", ""},
                          {"status-set", "--application=True", "waiting", "--", "--for=é\nmore"},
                          {"status-set", "--application=False", "blocked"}});
}

TEST_CASE("application_version_set gives the version behind --") {
  FakeTools fake;
  fake.add("application-version-set", "");
  ProcessHookTools().application_version_set("-1");
  CHECK(fake.calls() == std::vector<Call>{{"application-version-set", "--", "-1"}});
}

TEST_CASE("is_leader is what Juju says") {
  FakeTools fake;
  fake.add("is-leader", "echo true");
  CHECK(ProcessHookTools().is_leader());
  fake.add("is-leader", "echo false");
  CHECK_FALSE(ProcessHookTools().is_leader());
  CHECK(fake.calls().at(0) == Call{"is-leader", "--format=json"});
}

TEST_CASE("config_get asks for all options at once") {
  FakeTools fake;
  fake.add("config-get", "echo '{}'");
  CHECK(ProcessHookTools().config_get().empty());
  CHECK(fake.calls() == std::vector<Call>{{"config-get", "--format=json"}});
}

TEST_CASE("juju_log gives the level in Juju's spelling") {
  FakeTools fake;
  fake.add("juju-log", "");
  ProcessHookTools tools;
  tools.juju_log(LogLevel::warning, "--log-level");
  tools.juju_log(LogLevel::trace, "{}\n");
  CHECK(fake.calls() ==
        std::vector<Call>{{"juju-log", "--log-level", "WARNING", "--", "--log-level"},
                          {"juju-log", "--log-level", "TRACE", "--", "{}\n"}});
}

// ---- config

TEST_CASE("each option has the type of its JSON, and they stay in Juju's order") {
  const base::Config config = config_from(
      R"({"name": "é", "debug": true, "port": 8080, "ratio": 1.0, "low": -3, "big": 1e2})");
  CHECK(config == base::Config{{"name", "é"},
                               {"debug", true},
                               {"port", 8080},
                               {"ratio", 1.0},
                               {"low", -3},
                               {"big", 100.0}});
  CHECK(config.begin()->key == "name");
}

TEST_CASE("an option that is null has no value; of one that stands twice the last counts") {
  CHECK(config_from(R"({"a": null, "b": 1, "b": 2})") == base::Config{{"b", 2}});
}

TEST_CASE("integers keep all their digits up to 64 bits, and become floating-point beyond") {
  const base::Config config = config_from(
      R"({"most": 9223372036854775807, "least": -9223372036854775808,
          "more": 9223372036854775808, "much": 100000000000000000000})");
  CHECK(config["most"] == std::int64_t{9223372036854775807});
  CHECK(config["least"] == std::int64_t{-9223372036854775807} - 1);
  CHECK(config["more"] == 9223372036854775808.0);
  CHECK(config["much"] == 1e20);
}

TEST_CASE("blanks and line ends around the JSON do not count") {
  CHECK(config_from(" \r\n {\"a\" : 1 }\r\n ") == base::Config{{"a", 1}});
}

TEST_CASE("a value of a megabyte is read whole") {
  FakeTools fake;
  fake.add("config-get", R"(printf '{"a": "'; head -c 1500000 /dev/zero | tr '\0' x; printf '"}')");
  const base::Config config = ProcessHookTools().config_get();
  CHECK(config["a"].get_if<std::string>()->size() == 1'500'000);
}

// ---- a tool that fails

TEST_CASE("a tool that fails is an error with its command, exit code, stdout and stderr") {
  FakeTools fake;
  fake.add("config-get", "echo '{}'; echo 'ERROR permission denied' >&2; exit 7");
  try {
    ProcessHookTools().config_get();
    FAIL("nothing was thrown");
  } catch (const HookCommandError& error) {
    CHECK(error.name() == "config-get");
    CHECK(error.details().cmd == base::List<std::string>{"config-get", "--format=json"});
    CHECK(error.details().returncode == 7);
    CHECK(error.details().out == "{}\n");
    CHECK(error.details().err == "ERROR permission denied\n");
    CHECK(std::string(error.what()) == "command config-get --format=json exited with status 7");
  }
}

TEST_CASE("a tool that a signal ends has failed as well, even after a good answer") {
  FakeTools fake;
  fake.add("is-leader", "echo true; echo dying >&2; kill -15 $$");
  try {
    ProcessHookTools().is_leader();
    FAIL("nothing was thrown");
  } catch (const HookCommandError& error) {
    CHECK(error.details().returncode == -15);
    CHECK(error.details().err == "dying\n");
    CHECK(std::string(error.what()) == "command is-leader --format=json was killed by signal 15");
  }
}

TEST_CASE("what an action and a pod spec hold does not show in an error") {
  FakeTools fake;
  fake.add("action-set", "exit 1");
  fake.add("action-log", "exit 1");
  fake.add("pod-spec-set", "exit 1");
  const auto shown = [](auto call) -> std::string {
    try {
      call();
    } catch (const HookCommandError& error) {
      return error.what();
    }
    return "";
  };
  ProcessHookTools tools;
  CHECK(shown([&] {
          tools.action_set({{"password", "hunter2"}});
        }) == "command action-set password=<redacted> exited with status 1");
  CHECK(shown([&] { tools.action_log("hunter2"); }) ==
        "command action-log -- <redacted> exited with status 1");
  CHECK(shown([&] { tools.pod_spec_set("hunter2", {}); }) ==
        "command pod-spec-set -- <redacted> exited with status 1");
}

TEST_CASE("a successful tool may write text to stderr") {
  FakeTools fake;
  fake.add("is-leader", "echo WARNING >&2; echo true");
  CHECK(ProcessHookTools().is_leader());
}

TEST_CASE("a missing tool is no ModelError: Juju has not refused anything") {
  FakeTools fake;
  setenv("PATH", fake.folder().c_str(), 1);
  CHECK_THROWS_AS(ProcessHookTools().is_leader(), HookToolError);
}

// ---- a tool that writes junk

TEST_CASE("what is not JSON is an error that names the tool and says how to see it") {
  CHECK(config_error("") ==
        "cannot read what config-get wrote: it is not JSON (parse error at line 1, column 1: "
        "syntax error while parsing value - unexpected end of input; expected '[', '{', or a "
        "literal); to see it, run 'config-get --format=json' under 'juju debug-hooks'");
  for (const char* junk : {"ERROR", "{\"a\": 1", "{\"a\":1}trailing", "{\"a\": NaN}",
                           "{\"a\": \"\\ud800\"}", "{'a': 1}"})
    check_has(config_error(junk), "cannot read what config-get wrote: it is not JSON");
}

TEST_CASE("a byte order mark is an error, as it is to Python") {
  check_has(config_error("\xEF\xBB\xBF{}"), "wrote: it begins with a byte order mark;");
}

TEST_CASE("JSON of the wrong kind is an error, never half an answer") {
  for (const char* wrong : {"null", "[1]", "5", "\"a\"", "{\"a\": 1, \"b\": []}",
                            "{\"a\": {\"b\": 1}}", "{\"a\": 1e400}"})
    check_has(config_error(wrong), "config-get wrote: it is not what that tool answers");
}

TEST_CASE("a status without a message is an error that names the key") {
  FakeTools fake;
  fake.add("status-get", R"(echo '{"status": "active"}')");
  CHECK_THROWS_WITH_AS(ProcessHookTools().status_get(),
                       "cannot read what status-get wrote: it is not what that tool answers (key "
                       "'message' not found); to see it, run 'status-get --include-data "
                       "--format=json --application=false' under 'juju debug-hooks'",
                       HookToolError);
  CHECK_THROWS_AS(ProcessHookTools().status_get_app(), HookToolError);
}

TEST_CASE("a leadership that is not true or false is an error") {
  for (const char* answer : {"null", "1", "\"true\"", "True"}) {
    FakeTools fake;
    fake.add("is-leader", "echo '" + std::string(answer) + "'");
    CHECK_THROWS_AS(ProcessHookTools().is_leader(), HookToolError);
  }
}

TEST_CASE("output that is not UTF-8 is an error, on stdout and on stderr") {
  FakeTools fake;
  fake.add("config-get", R"(printf '{"a": "\377\376"}')");
  CHECK_THROWS_WITH_AS(ProcessHookTools().config_get(),
                       "cannot read what config-get wrote: it is not UTF-8; to see it, run "
                       "'config-get --format=json' under 'juju debug-hooks'",
                       HookToolError);
  fake.add("config-get", "printf 'ERROR \\377' >&2; echo '{}'");
  CHECK_THROWS_WITH_AS(ProcessHookTools().config_get(),
                       "cannot read what config-get wrote: its stderr is not UTF-8; to see it, "
                       "run 'config-get --format=json' under 'juju debug-hooks'",
                       HookToolError);
}

TEST_CASE("an error about a huge answer stays short") {
  FakeTools fake;
  fake.add("config-get", "printf '\"'; head -c 5000000 /dev/zero | tr '\\0' x");
  try {
    ProcessHookTools().config_get();
    FAIL("nothing was thrown");
  } catch (const HookToolError& error) {
    CHECK(std::string(error.what()).size() < 1000);
  }
}

// ---- logging

TEST_CASE("a message with a NUL byte is refused: no argument can hold it") {
  FakeTools fake;
  fake.add("juju-log", "");
  CHECK_THROWS_AS(ProcessHookTools().juju_log(LogLevel::info, std::string_view("a\0b", 3)),
                  HookToolError);
}
