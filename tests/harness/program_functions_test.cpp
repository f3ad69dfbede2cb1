/// Programs that are C++ functions: what they get, and what they do to their container.
#include "driving.h"
#include "ops/testing/state/pebble_memory.h"
#include "ops/testing/state/program_run.h"

using namespace ops::testing;
namespace pebble = ops::pebble;
using ops::base::Duration;

namespace {

Container web() { return {.name = "web", .can_connect = true}; }

/// The container after `drive` had it in a Context that plays "tool" by `function`.
Container driven_with(const ProgramFunction& function, const Container& container,
                      Driving::Drive drive) {
  Context<Driving> ctx(kSmall, drive);
  ctx.programs()["tool"] = function;
  return ctx.run(ctx.on.pebble_ready(container), State{.containers = {container}})
      .get_container("web");
}

}  // namespace

TEST_CASE("a command gets its arguments, environment and input, and writes") {
  const auto tool = [](ProgramRun& run) {
    run.out(run.words()[1] + ' ' + run.environment()["NAME"] + ' ' + run.stdin());
    run.err("warned");
    run.exit(3);
  };
  driven_with(tool, web(), [](ops::Container& container) {
    auto process =
        container.exec({"/usr/bin/tool", "greet"},
                       {.environment = {{"NAME", "world"}}, .working_dir = "/", .stdin = "in"});
    try {
      (void)process.wait_output();
      FAIL("it ended well");
    } catch (const pebble::ExecError& error) {
      CHECK(error.exit_code() == 3);
      CHECK(*error.stdout() == "greet world in");
      CHECK(*error.stderr() == "warned");
    }
  });
}

TEST_CASE("a command writes files, as real ones do") {
  const auto tool = [](ProgramRun& run) { run.write("/backup/db.sql", "CREATE TABLE t"); };
  const Container after = driven_with(tool, web(), [](ops::Container& container) {
    (void)container.exec({"tool"}).wait_output();
    CHECK(container.pull("/backup/db.sql") == "CREATE TABLE t");
  });
  CHECK(after.files["/backup/db.sql"].content == "CREATE TABLE t");
}

TEST_CASE("a command is done when its children are, too") {
  const auto tool = [](ProgramRun& run) {
    run.out("parent ");
    run.child([](ProgramRun& child) {
      child.sleep(Duration("3s"));
      child.out("child");
    });
    run.exit(0);
  };
  driven_with(tool, web(), [](ops::Container& container) {
    CHECK(container.exec({"tool"}).wait_output().stdout == "parent child");
    auto late = container.exec({"tool"}, {.timeout = Duration("2s")});
    CHECK_THROWS_WITH_AS(late.wait(), doctest::Contains("timed out"), pebble::ChangeError);
  });
}

TEST_CASE("what a test's execs say goes before") {
  Container container = web();
  container.execs = {{.command_prefix = {"tool"}, .stdout = "said"}};
  driven_with(
      [](ProgramRun& run) { run.out("played"); }, container,
      [](ops::Container& one) { CHECK(one.exec({"tool"}).wait_output().stdout == "said"); });
}

TEST_CASE("a service goes on from event to event, and does not write twice what it has written") {
  Context<Driving> ctx(kSmall, [](ops::Container& container) {
    if (container.get_services().empty()) {
      container.add_layer("base", "services: {app: {override: replace, command: tool}}");
      container.start({"app"});
      container.remove_path("/started");
    } else {
      container.send_signal("SIGUSR1", {"app"});
    }
  });
  ctx.programs()["tool"] = [](ProgramRun& run) {
    run.write("/started", "yes");
    run.on_signal("SIGUSR1", [](ProgramRun& later) { later.write("/signalled", "yes"); });
    run.sleep(Duration("1m"));
    run.then([](ProgramRun& later) {
      later.write("/minute", "over");
      later.run_for_ever();
    });
  };
  State state{.containers = {web()}};
  state = ctx.run(ctx.on.pebble_ready(web()), state);
  CHECK_FALSE(state.get_container("web").files.contains("/started"));
  state = ctx.run(ctx.on.pebble_ready(state.get_container("web")), state);
  CHECK_FALSE(state.get_container("web").files.contains("/started"));
  CHECK(state.get_container("web").files["/signalled"].content == "yes");
  CHECK_FALSE(ctx.advance(state, Duration("58s")).get_container("web").files.contains("/minute"));
  state = ctx.advance(state, Duration("59s"));
  CHECK(state.get_container("web").files["/minute"].content == "over");
}
