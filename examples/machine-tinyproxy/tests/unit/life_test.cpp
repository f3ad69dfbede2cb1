/// What happens to a unit one event after the other, and what can go wrong on the way.

#include "charm.h"
#include "fake_host.h"
#include "ops/testing/doctest.h"

namespace testing = ops::testing;
using ops::base::Duration;
using Calls = std::vector<std::string>;

namespace {

/// A unit that has been installed and started.
struct Started {
  FakeHost host = {};
  testing::Context<TinyproxyCharm> ctx{&host};
  testing::State state = ctx.run(ctx.on.start(), ctx.run(ctx.on.install(), {}));
};

testing::State with_slug(testing::State state, const char* slug) {
  state.config = {{"slug", slug}};
  return state;
}

}  // namespace

TEST_CASE("a unit is installed, started, configured anew, stopped and removed") {
  FakeHost host;
  testing::Context<TinyproxyCharm> ctx(&host);
  testing::State state = ctx.run(ctx.on.install(), {});
  CHECK(host.calls == Calls{"apt-get update", "apt-get install tinyproxy-bin=1.11.0-1"});
  state = ctx.run(ctx.on.start(), state);
  CHECK(state.unit_status == testing::ActiveStatus{});
  host.calls = {};
  state = ctx.run(ctx.on.config_changed(), with_slug(state, "foo"));
  CHECK(host.calls == Calls{"kill -10 100"});
  state = ctx.run(ctx.on.stop(), state);
  CHECK(host.calls == Calls{"kill -10 100", "kill -15 100"});
  state = ctx.run(ctx.on.remove(), state);
  CHECK(host.calls.back() == "apt-get remove tinyproxy-bin");
  CHECK(host.files.empty());
  CHECK(state.unit_status == testing::MaintenanceStatus{"Waiting for tinyproxy to be installed"});
}

TEST_CASE("what is installed is not installed again") {
  Started unit;
  unit.host.calls = {};
  (void)unit.ctx.run(unit.ctx.on.install(), unit.state);
  CHECK(unit.host.calls.empty());
}

TEST_CASE("an option that stays as it was leaves tinyproxy alone") {
  Started unit;
  unit.host.calls = {};
  const testing::State after = unit.ctx.run(unit.ctx.on.config_changed(), unit.state);
  CHECK(unit.host.calls.empty());
  CHECK(after.unit_status == testing::ActiveStatus{});
}

TEST_CASE("options that change before tinyproxy is installed change nothing") {
  FakeHost host;
  testing::Context<TinyproxyCharm> ctx(&host);
  const testing::State state = ctx.run(ctx.on.config_changed(), with_slug({}, "foo"));
  CHECK(host.files.empty());
  CHECK(state.unit_status == testing::MaintenanceStatus{"Waiting for tinyproxy to be installed"});
}

TEST_CASE("a slug that was invalid is mended") {
  Started unit;
  testing::State state = with_slug(unit.state, "foo_bar");
  state = unit.ctx.run(unit.ctx.on.config_changed(), state);
  CHECK(name_of(state.unit_status) == "blocked");
  state = unit.ctx.run(unit.ctx.on.config_changed(), with_slug(state, "foo-bar"));
  CHECK(state.unit_status == testing::ActiveStatus{});
  CHECK(unit.host.loaded_config->find("\"/foo-bar/\"") != std::string::npos);
}

TEST_CASE("a tinyproxy that has ended is started again when an option changes") {
  Started unit;
  unit.host.loaded_config = {};  // its pid file is still there
  const testing::State ended = unit.ctx.run(unit.ctx.on.update_status(), unit.state);
  CHECK(ended.unit_status == testing::MaintenanceStatus{"Waiting for tinyproxy to start"});
  const testing::State state = unit.ctx.run(unit.ctx.on.config_changed(), with_slug(ended, "foo"));
  CHECK(unit.host.calls.back() == "tinyproxy");
  CHECK(state.unit_status == testing::ActiveStatus{});
}

TEST_CASE("the charm waits until tinyproxy runs") {
  FakeHost host;
  host.installed = true;
  host.looks_until_it_is_so = 2;
  testing::Context<TinyproxyCharm> ctx(&host);
  const testing::State state = ctx.run(ctx.on.start(), {});
  CHECK(state.elapsed == Duration("2s"));
  CHECK(state.unit_status == testing::ActiveStatus{});
}

TEST_CASE("it waits three seconds, and no more") {
  FakeHost host;
  host.installed = true;
  host.looks_until_it_is_so = 3;
  testing::Context<TinyproxyCharm> ctx(&host);
  CHECK_THROWS_WITH_AS(
      (void)ctx.run(ctx.on.start(), {}),
      "the charm threw while handling start: ops::RuntimeError: tinyproxy was not running within "
      "the expected time",
      testing::UncaughtCharmError);
}

TEST_CASE("a tinyproxy that does not stop is an error") {
  Started unit;
  unit.host.hangs = true;
  CHECK_THROWS_WITH_AS(
      (void)unit.ctx.run(unit.ctx.on.stop(), unit.state),
      "the charm threw while handling stop: ops::RuntimeError: tinyproxy was still running after "
      "the expected time",
      testing::UncaughtCharmError);
  CHECK(unit.host.calls.back() == "kill -15 100");
}

TEST_CASE("an archive that cannot be reached is an error, and the next try mends it") {
  FakeHost host;
  host.archive_is_away = true;
  testing::Context<TinyproxyCharm> ctx(&host);
  CHECK_THROWS_AS((void)ctx.run(ctx.on.install(), {}), testing::UncaughtCharmError);
  host.archive_is_away = false;
  CHECK(ctx.run(ctx.on.install(), {}).workload_version == "1.11.0");
}

TEST_CASE("a unit that was never configured can be removed") {
  FakeHost host;
  host.installed = true;
  testing::Context<TinyproxyCharm> ctx(&host);
  (void)ctx.run(ctx.on.remove(), {});
  CHECK_FALSE(host.installed);
}

TEST_CASE("only what runs can be asked to reload") {
  FakeHost host;
  CHECK_THROWS_WITH_AS(Tinyproxy(host).reload_config(), "tinyproxy is not running",
                       ops::RuntimeError);
}

TEST_CASE("a pid file that is just being written is no running tinyproxy") {
  FakeHost host;
  host.files = {{Tinyproxy::pid_file, ""}};
  CHECK_FALSE(Tinyproxy(host).is_running());
}
