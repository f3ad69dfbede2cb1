/// Commands that a charm has Pebble run, and how a test says how they end.
#include "driving.h"

using namespace ops::testing;
namespace pebble = ops::pebble;

namespace {

const Container kWeb{
    .name = "web",
    .can_connect = true,
    .layers = {{"base",
                {.services = {{"app",
                               {.override = pebble::Override::replace, .command = "sleep 9"}}}}}},
    .execs = {{.command_prefix = {"ls"}, .stdout = "all\n"},
              {.command_prefix = {"ls", "-l"}, .stdout = "long\n", .stderr = "old disk\n"},
              {.command_prefix = {"fail"}, .return_code = 3, .stdout = "half", .stderr = "why"}}};

}  // namespace

TEST_CASE("a command ends as the exec with the longest prefix that fits says") {
  driven(kWeb, [](ops::Container& web) {
    CHECK(web.exec({"ls"}).wait_output().stdout == "all\n");
    CHECK(web.exec({"ls", "-a"}).wait_output().stdout == "all\n");
    CHECK(web.exec({"ls", "-l", "/"}).wait_output() ==
          pebble::ExecOutput{.stdout = "long\n", .stderr = "old disk\n"});
  });
}

TEST_CASE("an exec without words answers every command that no other does") {
  Container any = kWeb;
  any.execs = any.execs.with({.command_prefix = List<std::string>(), .stdout = "any"});
  driven(any, [](ops::Container& web) {
    CHECK(web.exec({"ps"}).wait_output().stdout == "any");
    CHECK(web.exec({"ls"}).wait_output().stdout == "all\n");
  });
}

TEST_CASE("another exit code than 0 is an error, with the output where it was waited for") {
  driven(kWeb, [](ops::Container& web) {
    try {
      (void)web.exec({"fail", "-x"}).wait_output();
      FAIL("no error");
    } catch (const pebble::ExecError& error) {
      CHECK(error.exit_code() == 3);
      CHECK(error.command() == pebble::Names{"fail", "-x"});
      CHECK(error.stdout() == "half");
      CHECK(error.stderr() == "why");
    }
    try {
      web.exec({"fail"}).wait();
      FAIL("no error");
    } catch (const pebble::ExecError& error) {
      CHECK(error.exit_code() == 3);
      CHECK_FALSE(error.stdout().has_value());
    }
    CHECK_NOTHROW(web.exec({"ls"}).wait());
  });
}

TEST_CASE("stderr may go where stdout goes") {
  driven(kWeb, [](ops::Container& web) {
    CHECK(web.exec({"ls", "-l"}, {.combine_stderr = true}).wait_output() ==
          pebble::ExecOutput{.stdout = "long\nold disk\n"});
  });
}

TEST_CASE("a signal for a command that has ended reaches nobody") {
  driven(kWeb, [](ops::Container& web) {
    pebble::ExecProcess process = web.exec({"ls"});
    CHECK_NOTHROW(process.send_signal("SIGTERM"));
    CHECK_THROWS_AS(process.send_signal(9999), ops::ValueError);
    CHECK_NOTHROW(process.wait());
  });
}

TEST_CASE("the outcome tells what a charm ran, in order") {
  const Context<Driving> ctx(kSmall, [](ops::Container& web) {
    web.exec({"ls"}).wait();
    (void)web.exec({"ls", "-l"}, {.service_context = "app",
                                  .environment = {{"A", "b"}},
                                  .working_dir = "/srv",
                                  .timeout = ops::base::Duration("5s"),
                                  .run_as = {.user = "app"},
                                  .stdin = "typed",
                                  .combine_stderr = true});
  });
  const Outcome outcome = ctx.play(ctx.on.pebble_ready(kWeb), State{.containers = {kWeb}});
  CHECK(outcome.exec_history["web"] == List<ExecArgs>{{.command = {"ls"}, .stdin = ""},
                                                      {.command = {"ls", "-l"},
                                                       .environment = {{"A", "b"}},
                                                       .working_dir = "/srv",
                                                       .timeout = ops::base::Duration("5s"),
                                                       .user = "app",
                                                       .stdin = "typed",
                                                       .combine_stderr = true,
                                                       .service_context = "app"}});
}

TEST_CASE("a run without commands has no history of them") {
  const Context<Driving> ctx(kSmall, [](ops::Container&) {});
  CHECK(ctx.play(ctx.on.pebble_ready(kWeb), State{.containers = {kWeb}}).exec_history.empty());
}

TEST_CASE("a command that no exec answers says what to add, and is no error of Pebble's") {
  driven(kWeb, [](ops::Container& web) {
    CHECK_THROWS_WITH_AS(
        (void)web.exec({"ps", "-a"}),
        "cannot run {\"ps\", \"-a\"} in container 'web': none of its execs says how that ends; add "
        "testing::Exec{.command_prefix = {\"ps\"}} to Container::execs",
        ops::RuntimeError);
  });
}

TEST_CASE("a command is refused as Pebble refuses it") {
  driven(kWeb, [](ops::Container& web) {
    CHECK_THROWS_WITH_AS((void)web.exec({"ls"}, {.service_context = "zz"}),
                         "context service \"zz\" not found", pebble::APIError);
    CHECK_THROWS_AS((void)web.exec({}), ops::ValueError);
  });
  driven({.name = "web", .execs = kWeb.execs}, [](ops::Container& web) {
    CHECK_THROWS_AS((void)web.exec({"ls"}), pebble::ConnectionError);
  });
}

TEST_CASE("signals are for services that run, by names that Pebble knows") {
  Container running = kWeb;
  running.service_statuses = {{"app", pebble::ServiceStatus::active}};
  driven(running, [](ops::Container& web) {
    CHECK_NOTHROW(web.send_signal("SIGHUP", {"app"}));
    CHECK_THROWS_WITH_AS(web.send_signal("HUP", {"app", "zz"}),
                         "cannot send signal to \"app\": invalid signal name \"HUP\"; "
                         "cannot send signal to \"zz\": service is not running",
                         pebble::APIError);
  });
}
