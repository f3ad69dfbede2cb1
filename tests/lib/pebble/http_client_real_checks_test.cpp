/// Checks, notices and signals of the real Pebble.

#include <doctest/doctest.h>

#include "real_pebble.h"

using namespace ops::pebble;
using ops::base::Duration;

namespace {

Check exec_check(const std::string& command, CheckLevel level, Startup startup) {
  return {.override = Override::replace,
          .level = level,
          .startup = startup,
          .period = "50ms",
          .timeout = "40ms",
          .threshold = 2,
          .exec = ExecCheck{.command = command}};
}

const Layer kChecks{
    .checks = {{"good", exec_check("true", CheckLevel::alive, Startup::unset)},
               {"bad", exec_check("false", CheckLevel::ready, Startup::enabled)},
               {"resting", exec_check("true", CheckLevel::unset, Startup::disabled)}}};

/// The check, once `is_so` holds of it.
template <class Condition>
CheckInfo wait_for_check(Client& client, const std::string& name, Condition is_so) {
  ops::base::SystemClock clock;
  for (int i = 0; i < 250; ++i) {
    const auto found = client.get_checks({name}, CheckLevel::unset);
    if (is_so(found[0])) return found[0];
    clock.sleep_ns(20'000'000);
  }
  FAIL("check " << name << " did not become what it was to be");
  return {.name = name};
}

}  // namespace

TEST_CASE("checks come by name and by level, with how they are") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  CHECK(client.get_checks({}, CheckLevel::unset).empty());
  client.add_layer("checks", kChecks, true);

  const auto all = client.get_checks({}, CheckLevel::unset);
  REQUIRE(all.size() == 3);
  CHECK(all[0].name == "bad");
  CHECK(all[2] == CheckInfo{.name = "resting",
                            .level = CheckLevel::unset,
                            .startup = Startup::disabled,
                            .status = CheckStatus::inactive,
                            .successes = 0,
                            .threshold = 2});
  CHECK(client.get_checks({}, CheckLevel::alive).size() == 1);
  CHECK(client.get_checks({"good", "nobody"}, CheckLevel::unset)[0].level == CheckLevel::alive);
  CHECK(client.get_checks({"good"}, CheckLevel::ready).empty());

  const CheckInfo bad = wait_for_check(
      client, "bad", [](const CheckInfo& info) { return info.status == CheckStatus::down; });
  CHECK(bad.failures >= 2);
  CHECK(bad.has_run());
  CHECK(client.get_change(*bad.change_id).kind == "recover-check");
  CHECK(*wait_for_check(client, "good", [](const CheckInfo& info) {
           return info.has_run();
         }).successes > 0);
}

TEST_CASE("starting and stopping checks tells which of them it was news to") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  client.add_layer("checks", kChecks, true);
  CHECK(client.start_checks({"resting", "good"}) == Names{"resting"});
  CHECK(client.stop_checks({"resting", "good"}) == Names{"good", "resting"});
  CHECK(client.stop_checks({"resting"}).empty());
  CHECK(client.get_checks({"good"}, CheckLevel::unset)[0].status == CheckStatus::inactive);
  CHECK(refusal([&] { client.stop_checks({}); }) ==
        "400 Bad Request: must specify checks for stop action");
  CHECK(refusal([&] {
          client.start_checks({"zz", "good", "aa"});
        }) == "400 Bad Request: cannot start checks: cannot find checks in plan: aa, zz");
}

TEST_CASE("a notice counts its occurrences, and keeps what was said last") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::string key = "example.com/backup";
  const std::string id = client.notify(
      NoticeType::custom, key, {.data = {{"size", "1"}}, .repeat_after = Duration("1h0.0004s")});
  CHECK(client.notify(NoticeType::custom, key, {.data = {{"ok", "é"}}}) == id);
  const Notice notice = client.get_notice(id);
  CHECK(notice.user_id == ops::base::Optional<int>(static_cast<int>(getuid())));
  CHECK(notice.type == NoticeType::custom);
  CHECK(notice.key == key);
  CHECK(notice.occurrences == 2);
  CHECK(notice.last_data == Map<std::string, std::string>{{"ok", "é"}});
  CHECK_FALSE(notice.repeat_after.has_value());
  CHECK(notice.expire_after == Optional<Duration>(Duration("168h")));
  CHECK(notice.first_occurred.since_epoch_ns() < notice.last_occurred.since_epoch_ns());

  client.notify(NoticeType::custom, key, {.repeat_after = Duration("1m30.5s")});
  CHECK(client.get_notice(id).repeat_after == Optional<Duration>(Duration("1m30.5s")));
  CHECK(client.get_notice(id).last_data.empty());
}

TEST_CASE("notices are found by type, key and user") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  client.notify(NoticeType::custom, "example.com/a", {});
  client.notify(NoticeType::custom, "example.com/b", {});
  client.add_layer("checks", kChecks, true);  // whose changes are notices, too
  const auto count = [&](const NoticeFilter& filter) { return client.get_notices(filter).size(); };
  CHECK(count({.keys = {"example.com/a"}}) == 1);
  CHECK(count({.types = {NoticeType::custom}}) == 2);
  CHECK(count({.types = {NoticeType::custom, std::string("odd")},
               .keys = {"example.com/b", "x"}}) == 1);
  CHECK(count({.types = {std::string("odd")}}) == 0);
  CHECK(count({.types = {NoticeType::change_update}}) >= 2);
  CHECK(count({.users = NoticesUsers::all}) >= 4);
  CHECK(count({.user_id = 4711, .types = {NoticeType::custom}}) == 0);
  CHECK(refusal([&] { count({.users = NoticesUsers::all, .user_id = 1}); }) ==
        "400 Bad Request: cannot use both \"users\" and \"user-id\" parameters");
}

TEST_CASE("notices that Pebble does not take, or does not have, are refused in its words") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  CHECK(refusal([&] { client.get_notice("9"); }) ==
        "404 Not Found: cannot find notice with ID \"9\"");
  CHECK(refusal([&] { client.notify(NoticeType::custom, "no-path", {}); }) ==
        "400 Bad Request: invalid key \"no-path\" (must be in \"example.com/path\" format)");
  CHECK(refusal([&] { client.notify(NoticeType::change_update, "example.com/a", {}); }) ==
        "400 Bad Request: invalid type \"change-update\" (can only add \"custom\" notices)");
}

// SIGUSR1, as nohup, under which tests may run, leaves nothing of SIGHUP.
TEST_CASE("a signal reaches the service's process, by name and by number") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::string told = daemon.folder() / "told";
  client.add_layer("web",
                   Layer{.services = {{"web",
                                       {.override = Override::replace,
                                        .command = "sh -c 'trap \"echo told >> " + told +
                                                   "\" USR1; while true; do sleep 0.02; done'"}}}},
                   true);
  client.start_services({"web"});
  client.send_signal("SIGUSR1", {"web"});
  ops::base::SystemClock clock;
  for (int i = 0; i < 250 && !std::filesystem::exists(told); ++i) clock.sleep_ns(20'000'000);
  CHECK(std::filesystem::exists(told));
  client.send_signal(SIGUSR1, {"web"});
  CHECK(refusal([&] { client.send_signal("USR1", {"web"}); }).starts_with("500 "));
  CHECK_THROWS_AS(client.send_signal(12345, {"web"}), ops::ValueError);
}
