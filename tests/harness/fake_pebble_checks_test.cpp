/// Checks and notices of the fake Pebble, as a charm meets them.
#include "driving.h"

using namespace ops::testing;
namespace pebble = ops::pebble;
using pebble::Check, pebble::CheckLevel, pebble::CheckStatus, pebble::Override, pebble::Startup;

namespace {

Check check(CheckLevel level, Startup startup) {
  return {.override = Override::replace,
          .level = level,
          .startup = startup,
          .exec = pebble::ExecCheck{.command = "true"}};
}

const Container kWeb{
    .name = "web",
    .can_connect = true,
    .layers = {{"base",
                {.checks = {{"up", check(CheckLevel::alive, Startup::unset)},
                            {"down", check(CheckLevel::ready, Startup::enabled)},
                            {"resting", check(CheckLevel::unset, Startup::disabled)}}}}},
    .notices = {{.key = "example.com/a", .id = "3", .occurrences = 2},
                {.key = "example.com/b", .id = "4", .user_id = 1000}},
    .check_infos = {{.name = "down",
                     .level = CheckLevel::ready,
                     .status = CheckStatus::down,
                     .failures = 5,
                     .change_id = "7"}}};

}  // namespace

TEST_CASE("a check is as the Container has it, or as one that has not run yet") {
  driven(kWeb, [](ops::Container& web) {
    CHECK(web.get_checks().size() == 3);
    CHECK(web.get_check("down") == pebble::CheckInfo{.name = "down",
                                                     .level = CheckLevel::ready,
                                                     .status = CheckStatus::down,
                                                     .successes = 0,
                                                     .failures = 5,
                                                     .threshold = 3,
                                                     .change_id = "7"});
    CHECK(web.get_check("up").status == CheckStatus::up);
    CHECK(web.get_check("resting").status == CheckStatus::inactive);
    CHECK(web.get_checks({}, CheckLevel::alive)[0].name == "up");
    CHECK(web.get_checks({"zz"}).empty());
    CHECK_THROWS_AS((void)web.get_check("zz"), ops::ModelError);
  });
}

TEST_CASE("checks that a charm starts and stops stay so") {
  const Container after = driven(kWeb, [](ops::Container& web) {
    CHECK(web.stop_checks({"up", "resting", "down"}) == pebble::Names{"down", "up"});
    CHECK(web.start_checks({"resting", "down"}) == pebble::Names{"down", "resting"});
    CHECK(web.pebble().get_change(*web.get_check("down").change_id).kind == "perform-check");
    CHECK_THROWS_AS(web.stop_checks({"zz"}), pebble::APIError);
  });
  CHECK(after.check_infos["up"].status == CheckStatus::inactive);
  CHECK_FALSE(after.check_infos["up"].change_id.has_value());
  CHECK(after.check_infos["down"].status == CheckStatus::up);
  CHECK(after.check_infos["down"].failures == 0);
}

TEST_CASE("checks follow a layer that changes them") {
  const Container after = driven(kWeb, [](ops::Container& web) {
    const Check other = {.override = Override::merge, .threshold = 9};
    web.stop_checks({"up"});
    web.add_layer("more", {.checks = {{"down", other}}});
  });
  // What runs and is changed begins anew; what the charm has stopped does, too.
  CHECK(after.check_infos["down"].status == CheckStatus::up);
  CHECK(after.check_infos["down"].failures == 0);
  CHECK(after.check_infos["down"].threshold == 9);
  CHECK(after.check_infos["up"].status == CheckStatus::up);
}

TEST_CASE("a check that is not to be started any more goes on as it was until it is stopped") {
  driven(kWeb, [](ops::Container& web) {
    const Check off = {.override = Override::merge, .startup = Startup::disabled, .threshold = 9};
    web.add_layer("more", {.checks = {{"down", off}}});
    CHECK(web.get_check("down").failures == 5);
    CHECK(web.get_check("down").threshold == 3);
    web.stop_checks({"down"});
    CHECK(web.get_check("down").threshold == 9);
    CHECK(web.get_check("down").startup == Startup::disabled);
    web.replan();
    CHECK(web.get_check("down").status == CheckStatus::inactive);
  });
}

TEST_CASE("replan starts the checks that were stopped") {
  driven(kWeb, [](ops::Container& web) {
    web.stop_checks({"up", "down"});
    web.replan();
    CHECK(web.get_check("up").status == CheckStatus::up);
    CHECK(web.get_check("down").status == CheckStatus::up);
    CHECK(web.get_check("resting").status == CheckStatus::inactive);
  });
}

TEST_CASE("a stopped check is a security event") {
  Context<Driving> ctx(kSmall, [](ops::Container& web) { web.stop_checks({"up"}); });
  (void)ctx.run(ctx.on.pebble_ready(kWeb), State{.containers = {kWeb}});
  bool told = false;
  for (const JujuLogLine& line : ctx.juju_log)
    told = told || line.message.find("sys_monitor_disabled:") != std::string::npos;
  CHECK(told);
}

TEST_CASE("notices are those of the Container that the charm may see") {
  driven(kWeb, [](ops::Container& web) {
    CHECK(web.get_notice("3").occurrences == 2);
    CHECK_THROWS_AS((void)web.get_notice("9"), ops::ModelError);
    CHECK(web.get_notices().size() == 1);
    CHECK(web.get_notices({.users = pebble::NoticesUsers::all}).size() == 2);
    CHECK(web.get_notices({.user_id = 1000}).size() == 2);
    CHECK(web.get_notices({.keys = {"example.com/b"}}).empty());
    CHECK(web.get_notices({.types = {pebble::NoticeType::custom}}).size() == 1);
    CHECK(web.get_notices({.types = {pebble::NoticeType::warning}}).empty());
  });
}

TEST_CASE("a notice that the charm makes is in the State afterwards") {
  const Container after = driven(kWeb, [](ops::Container& web) {
    pebble::Client& client = web.pebble();
    const auto custom = pebble::NoticeType::custom;
    CHECK(client.notify(custom, "example.com/c", {.data = {{"k", "1"}}}) == "5");
    CHECK(client.notify(custom, "example.com/c", {.data = {{"k", "2"}}}) == "5");
    for (const char* key : {"", "example", "example.com", "example/a", "example.com/A", "a.b/c-",
                            "a..b/c", "a.b//c", "a.b/c/", "a.b/c_d"})
      CHECK_THROWS_AS((void)client.notify(custom, key, {}), pebble::APIError);
    CHECK_THROWS_AS((void)client.notify(pebble::NoticeType::warning, "a.b/c", {}),
                    pebble::APIError);
    CHECK(client.notify(custom, "a-1.b/c/d-2", {}) == "6");
  });
  CHECK(after.notices.size() == 4);
  CHECK(after.notices[2].occurrences == 2);
  CHECK(after.notices[2].last_data["k"] == "2");
}

TEST_CASE(
    "no call about files, commands, checks or notices reaches a container that cannot connect") {
  driven({.name = "web"}, [](ops::Container& web) {
    CHECK_THROWS_AS((void)web.pull("/a"), pebble::ConnectionError);
    CHECK_THROWS_AS(web.push("/a", ""), pebble::ConnectionError);
    CHECK_THROWS_AS((void)web.list_files("/a"), pebble::ConnectionError);
    CHECK_THROWS_AS(web.make_dir("/a"), pebble::ConnectionError);
    CHECK_THROWS_AS(web.remove_path("/a"), pebble::ConnectionError);
    CHECK_THROWS_AS((void)web.exec({"ls"}), pebble::ConnectionError);
    CHECK_THROWS_AS(web.send_signal("SIGHUP", {"a"}), pebble::ConnectionError);
    CHECK_THROWS_AS((void)web.get_checks(), pebble::ConnectionError);
    CHECK_THROWS_AS((void)web.start_checks({"up"}), pebble::ConnectionError);
    CHECK_THROWS_AS((void)web.get_notices(), pebble::ConnectionError);
    CHECK_THROWS_AS((void)web.get_notice("1"), pebble::ConnectionError);
    CHECK_THROWS_AS((void)web.pebble().get_change("1"), pebble::ConnectionError);
  });
}
