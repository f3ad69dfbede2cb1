/// Programs below hooks/, which ops runs before the charm's own handlers.
#include "machine.h"
#include "ops/testing/doctest.h"

namespace fs = std::filesystem;
using dispatch::Lines, dispatch::Machine, dispatch::Result;

namespace {

constexpr const char* kStarted = "juju-log --log-level DEBUG -- ops-cpp 0.1.0 up and running.";

/// A charm with `text` as its hooks/start.
class Charm {
 public:
  explicit Charm(const std::string& text) : Charm() {
    dispatch::write(hook(), text);
    fs::permissions(hook(), fs::perms::owner_all);
  }
  Charm() : machine_("name: small\ncontainers: {web-1: {}}\n") {
    fs::create_directories(hook().parent_path());
  }

  fs::path hook() const { return machine_.charm_dir() / "hooks/start"; }
  Result start() const { return machine_.dispatch(DEFERRING_CHARM, "hooks/start"); }

 private:
  Machine machine_;
};

/// What the charm itself leads to, when it is reached.
bool handled(const Result& result) {
  const Lines& tools = result.tools;
  return tools.size() > 0 && tools[tools.size() - 1] == "status-set --application=False active -- ";
}

std::string log(const std::string& level, const std::string& message) {
  return "juju-log --log-level " + level + " -- " + message;
}

}  // namespace

TEST_CASE("a legacy hook runs first, told that the charm is being dispatched") {
  const Charm charm(
      "#!/bin/sh\njuju-log \"$# $OPERATOR_DISPATCH $JUJU_DISPATCH_PATH\"\necho e >&2");
  const Result result = charm.start();
  CHECK(result.exit_code == 0);
  REQUIRE(result.tools.size() > 4);
  CHECK(result.tools[0] == kStarted);
  CHECK(result.tools[1] == log("INFO", "Running legacy hooks/start."));
  CHECK(result.tools[2] == "juju-log 0 1 hooks/start");
  CHECK(result.tools[3] == log("DEBUG", "Legacy hooks/start exited with status 0."));
  CHECK(handled(result));
  CHECK(result.stderr_text == "e\n");
}

TEST_CASE("a legacy hook that fails ends the dispatch with its code, and the charm is not made") {
  const Charm charm("#!/bin/sh\nexit 7");
  const Result result = charm.start();
  CHECK(result.exit_code == 7);
  CHECK(result.tools == Lines{kStarted, log("INFO", "Running legacy hooks/start."),
                              log("WARNING", "Legacy hooks/start exited with status 7.")});
}

TEST_CASE("a legacy hook that a signal ends is told as 256 less the signal") {
  const Charm charm("#!/bin/sh\nkill -KILL $$");
  const Result result = charm.start();
  CHECK(result.exit_code == 247);
  CHECK(result.tools[2] == log("WARNING", "Legacy hooks/start exited with status -9."));
}

TEST_CASE("a file that may not be executed is passed over with a warning") {
  const Charm charm("#!/bin/sh\njuju-log no");
  fs::permissions(charm.hook(), fs::perms::owner_read | fs::perms::owner_write);
  const Result result = charm.start();
  CHECK(result.tools[1] == log("WARNING", "Legacy hooks/start exists but is not executable."));
  CHECK(handled(result));
}

TEST_CASE("a link to the charm's program is no legacy hook") {
  const Charm charm;
  fs::create_symlink(DEFERRING_CHARM, charm.hook());
  const Result result = charm.start();
  CHECK(result.tools[1] == log("DEBUG", "Legacy hooks/start is just a link to ourselves."));
  CHECK(handled(result));
}

TEST_CASE("a legacy hook may start the charm, which then does nothing") {
  const Charm charm("#!/bin/sh\n" DEFERRING_CHARM "\njuju-log \"after $?\"");
  const Result result = charm.start();
  REQUIRE(result.tools.size() > 5);
  CHECK(result.tools[2] == kStarted);
  CHECK(result.tools[3] == log("DEBUG", "Charm called itself via hooks/start."));
  CHECK(result.tools[4] == "juju-log after 0");
  CHECK(handled(result));
}

TEST_CASE("what cannot be started ends the dispatch with 1") {
  for (const char* text : {"juju-log hi\n", "#!/nowhere/x\n"}) {
    CAPTURE(text);
    const Charm charm(text);
    const Result result = charm.start();
    CHECK(result.exit_code == 1);
    REQUIRE(result.tools.size() == 3);
    CHECK(result.tools[2].starts_with(log("WARNING", "Unable to run legacy hooks/start: ")));
  }
}

TEST_CASE("a directory or a dangling link is no hook") {
  const Charm directory;
  fs::create_directory(directory.hook());
  CHECK(handled(directory.start()));
  const Charm dangling;
  fs::create_symlink("nothing", dangling.hook());
  const Result result = dangling.start();
  CHECK(handled(result));
  CHECK(result.tools[1].find("egacy") == std::string::npos);
}
