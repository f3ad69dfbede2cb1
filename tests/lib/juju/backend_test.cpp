#include "ops/juju/backend.h"

#include <doctest/doctest.h>

#include "fake_tools.h"
#include "ops/juju/process_hook_tools.h"

using namespace ops;
using namespace ops::juju;

namespace {

/// A clock that a test moves.
class SetClock final : public base::Clock {
 public:
  std::int64_t now_ns = 0;
  std::int64_t monotonic_ns() override { return now_ns; }
  std::int64_t since_epoch_ns() override { return now_ns; }
  void sleep_ns(std::int64_t duration_ns) override { now_ns += duration_ns; }
};

constexpr std::int64_t kSecond = 1'000'000'000;

struct Fixture {
  Fixture() {
    fake.add("juju-log", "");
    fake.add("is-leader", "echo true");
  }

  FakeTools fake = {};
  ProcessHookTools tools = {};
  SetClock clock = {};
  JujuContext context = {.dispatch_path = "hooks/start", .unit_name = "web/0", .model_uuid = "m"};
  Backend backend = Backend({tools, clock, context});

  /// How often a tool was called.
  int count(const std::string& tool) const {
    int times = 0;
    for (const Call& call : fake.calls()) times += call[0] == tool ? 1 : 0;
    return times;
  }
};

/// What fails with `stderr` when the tool is asked: a row for each way of failing.
template <class E>
std::string note_when(Fixture& fixture, const std::string& tool, const std::string& said) {
  fixture.fake.add(tool, "echo '" + said + "' >&2; exit 1");
  try {
    if (tool == "relation-list")
      fixture.backend.ask(&HookTools::relation_list, RelationRef{.id = 3, .endpoint = "db"});
    if (tool == "secret-get")
      fixture.backend.ask(&HookTools::secret_get, SecretQuery{.secret = {.id = "x"}});
    if (tool == "config-get") fixture.backend.ask(&HookTools::config_get);
  } catch (const E& error) {
    return error.note();
  }
  return "nothing was thrown";
}

/// Whether writing, or reading, an application's data means that the relation is gone.
bool is_gone(Fixture& fixture, bool write, const char* member) {
  const RelationRef relation{.id = 3, .endpoint = "db"};
  for (const char* tool : {"relation-get", "relation-set"})
    fixture.fake.add(tool, "echo 'ERROR permission denied' >&2; exit 1");
  try {
    if (write)
      fixture.backend.ask(&HookTools::relation_set, Map<std::string, std::string>{{"a", "b"}},
                          relation, true);
    else
      fixture.backend.ask(&HookTools::relation_get, relation,
                          Optional<std::string>(std::string(member)), true);
  } catch (const RelationNotFoundError&) {
    return true;
  } catch (const ModelError&) {
    return false;
  }
  FAIL("nothing was thrown");
  return false;
}

}  // namespace

TEST_CASE("who leads is asked again when 30 seconds are over, and after a failure") {
  Fixture fixture;
  CHECK(fixture.backend.is_leader());
  fixture.fake.add("is-leader", "echo false");
  fixture.clock.now_ns = 30 * kSecond;
  CHECK(fixture.backend.is_leader());
  fixture.clock.now_ns += 1;
  CHECK_FALSE(fixture.backend.is_leader());
  CHECK(fixture.count("is-leader") == 2);
  fixture.clock.now_ns = 100 * kSecond;
  fixture.fake.add("is-leader", "exit 1");
  CHECK_THROWS_AS((void)fixture.backend.is_leader(), ModelError);
  fixture.fake.add("is-leader", "echo true");
  CHECK(fixture.backend.is_leader());
}

TEST_CASE("a tool that fails is a ModelError with its stderr, line break and all") {
  Fixture fixture;
  fixture.fake.add("config-get", "echo 'ERROR broke' >&2; exit 3");
  CHECK_THROWS_WITH_AS(fixture.backend.ask(&HookTools::config_get), "ERROR broke\n", ModelError);
}

TEST_CASE("a note says which tool failed, in which hook, and for which event") {
  Fixture fixture;
  const auto note = [&] { return note_when<ModelError>(fixture, "config-get", "x"); };
  CHECK(note() == "config-get exited with 1 during the 'start' hook");
  fixture.backend.enter_event("start", false);
  CHECK(note() == "config-get exited with 1 during the 'start' hook");
  fixture.backend.enter_event("start", true);
  CHECK(note() ==
        "config-get exited with 1 during the 'start' hook, while handling the deferred 'start' "
        "event");
  fixture.backend.enter_event("__init__", false);
  CHECK(note() == "config-get exited with 1 during the 'start' hook, while initialising the charm");
  fixture.context.dispatch_path = "actions/back-up";
  fixture.backend.enter_event("pushed", false);
  CHECK(note() ==
        "config-get exited with 1 during the 'back-up' action, while handling the 'pushed' event");
}

TEST_CASE("a relation or a secret that is not there is an error of its own") {
  Fixture fixture;
  for (const char* said :
       {"ERROR relation not found", "ERROR Relation 42 Not Found", "ERROR permission denied"})
    CHECK(note_when<RelationNotFoundError>(fixture, "relation-list", said) ==
          "relation-list exited with 1 during the 'start' hook");
  CHECK(note_when<SecretNotFoundError>(fixture, "secret-get", "ERROR secret \"x\" not found") ==
        "secret-get exited with 1 during the 'start' hook");
  CHECK(fixture.count("juju-log") == 0);
  CHECK_THROWS_AS(
      (void)note_when<RelationNotFoundError>(fixture, "relation-list", "it is not found"),
      ModelError);
}

TEST_CASE("Juju refuses a follower its application's own data, and only that") {
  Fixture fixture;
  CHECK(is_gone(fixture, false, "remote"));
  CHECK(is_gone(fixture, false, "web"));
  CHECK(is_gone(fixture, true, ""));
  fixture.fake.add("is-leader", "echo false");
  fixture.clock.now_ns = 60 * kSecond;
  CHECK(is_gone(fixture, false, "remote"));
  CHECK_FALSE(is_gone(fixture, false, "web"));
  CHECK_FALSE(is_gone(fixture, true, ""));
  fixture.backend.set_peer_endpoints({"db"});
  CHECK(is_gone(fixture, false, "web"));
}

TEST_CASE("what Juju refuses is a security event, with what is known of the leadership") {
  Fixture fixture;
  const auto told = [&] {
    note_when<ModelError>(fixture, "config-get", "ERROR Access denied");
    return fixture.fake.calls().back().back();
  };
  std::string text = told();
  CHECK(text.find(R"("level":"CRITICAL")") != text.npos);
  CHECK(text.find(R"("event":"authz_fail:config-get")") != text.npos);
  CHECK(
      text.find("'config-get' (leadership unknown) failed with code 1: 'ERROR Access denied'. ") !=
      text.npos);
  (void)fixture.backend.is_leader();
  text = told();
  CHECK(text.find("'config-get' (as leader) failed") != text.npos);
  CHECK(fixture.count("is-leader") == 1);
}

// ---- logging

TEST_CASE("a juju-log that fails is not swallowed") {
  Fixture fixture;
  fixture.fake.add("juju-log", "echo 'ERROR log sink gone' >&2; exit 1");
  CHECK_THROWS_WITH_AS(fixture.backend.log(LogLevel::info, "x"), "ERROR log sink gone\n",
                       ModelError);
}

TEST_CASE("an empty message is not sent") {
  Fixture fixture;
  fixture.backend.log(LogLevel::error, "");
  CHECK(fixture.fake.calls().empty());
}

TEST_CASE("a message of 131071 bytes goes in one piece, a longer one in parts behind a line") {
  Fixture fixture;
  fixture.backend.log(LogLevel::info, std::string(131071, 'x'));
  fixture.backend.log(LogLevel::info, std::string(131071, 'x') + "y");
  const auto calls = fixture.fake.calls();
  REQUIRE(calls.size() == 4);
  CHECK(calls[0][4] == std::string(131071, 'x'));
  CHECK(calls[1] == Call{"juju-log", "--log-level", "INFO", "--",
                         "Log string greater than 131071. Splitting into multiple chunks: "});
  CHECK(calls[2][4] == std::string(131071, 'x'));
  CHECK(calls[3] == Call{"juju-log", "--log-level", "INFO", "--", "y"});
}

TEST_CASE("a part never ends inside a character") {
  Fixture fixture;
  const std::string message = std::string(131069, 'x') + "\U0001F600" + "end";
  fixture.backend.log(LogLevel::info, message);
  const auto calls = fixture.fake.calls();
  REQUIRE(calls.size() == 3);
  CHECK(calls[1][4] == std::string(131069, 'x'));
  CHECK(calls[2][4] ==
        "\U0001F600"
        "end");
}
