/// Upstream's tests of this charm, statement for statement, on a machine in memory.
#include "charm.h"

#include "fake_host.h"
#include "ops/testing/doctest.h"

namespace testing = ops::testing;

namespace {

constexpr const char* kExampleConfig =
    "PidFile \"/var/run/tinyproxy.pid\"\n"
    "Port 8000\n"
    "Timeout 600\n"
    "ReverseOnly Yes\n"
    "ReversePath \"/example/\" \"http://www.example.com/\"\n";

constexpr const char* kFooConfig =
    "PidFile \"/var/run/tinyproxy.pid\"\n"
    "Port 8000\n"
    "Timeout 600\n"
    "ReverseOnly Yes\n"
    "ReversePath \"/foo/\" \"http://www.example.com/\"\n";

constexpr const char* kInvalidSlugs[] = {"", "foo_bar", "foo/bar"};

FakeHost tinyproxy_installed() {
  FakeHost host;
  host.installed = true;
  return host;
}

FakeHost tinyproxy_configured() {
  FakeHost host = tinyproxy_installed();
  host.files = {{Tinyproxy::config_file, kExampleConfig}, {Tinyproxy::pid_file, "100\n"}};
  host.loaded_config = kExampleConfig;
  return host;
}

bool is_running(FakeHost& host) { return Tinyproxy(host).is_running(); }

testing::BlockedStatus invalid(const std::string& slug) {
  return {"Invalid slug: '" + slug + "'. Slug must match the regex [a-z0-9-]+"};
}

}  // namespace

TEST_CASE("install") {
  FakeHost host;
  testing::Context<TinyproxyCharm> ctx(&host);

  const testing::State state_out = ctx.run(ctx.on.install(), {});

  CHECK(state_out.workload_version == "1.11.0");
  CHECK(state_out.unit_status == testing::MaintenanceStatus{"Waiting for tinyproxy to start"});
  CHECK(host.installed);
}

TEST_CASE("start") {
  FakeHost host = tinyproxy_installed();
  testing::Context<TinyproxyCharm> ctx(&host);

  const testing::State state_out = ctx.run(ctx.on.start(), {});

  CHECK(state_out.unit_status == testing::ActiveStatus{});
  CHECK(is_running(host));
  CHECK(host.loaded_config == kExampleConfig);
}

TEST_CASE("config changed") {
  FakeHost host = tinyproxy_configured();
  testing::Context<TinyproxyCharm> ctx(&host);
  const testing::State state_in{.config = {{"slug", "foo"}}};

  const testing::State state_out = ctx.run(ctx.on.config_changed(), state_in);

  CHECK(state_out.unit_status == testing::ActiveStatus{});
  CHECK(is_running(host));
  CHECK(host.files[Tinyproxy::config_file] == kFooConfig);
  CHECK(host.loaded_config == kFooConfig);
}

TEST_CASE("start invalid config") {
  for (const char* invalid_slug : kInvalidSlugs) {
    CAPTURE(invalid_slug);
    FakeHost host = tinyproxy_installed();
    testing::Context<TinyproxyCharm> ctx(&host);
    const testing::State state_in{.config = {{"slug", invalid_slug}}};

    const testing::State state_out = ctx.run(ctx.on.start(), state_in);

    CHECK(state_out.unit_status == invalid(invalid_slug));
    CHECK_FALSE(is_running(host));
    CHECK_FALSE(host.files.contains(Tinyproxy::config_file));
  }
}

TEST_CASE("config changed invalid config") {
  for (const char* invalid_slug : kInvalidSlugs) {
    CAPTURE(invalid_slug);
    FakeHost host = tinyproxy_configured();
    testing::Context<TinyproxyCharm> ctx(&host);
    const testing::State state_in{.config = {{"slug", invalid_slug}}};

    const testing::State state_out = ctx.run(ctx.on.config_changed(), state_in);

    CHECK(state_out.unit_status == invalid(invalid_slug));
    CHECK(is_running(host));  // it still runs, with the configuration that it had
    CHECK(host.files[Tinyproxy::config_file] == kExampleConfig);
    CHECK(host.loaded_config == kExampleConfig);
  }
}

TEST_CASE("stop") {
  FakeHost host = tinyproxy_installed();
  testing::Context<TinyproxyCharm> ctx(&host);

  const testing::State state_out = ctx.run(ctx.on.stop(), {});

  CHECK(state_out.unit_status == testing::MaintenanceStatus{"Waiting for tinyproxy to start"});
  CHECK_FALSE(is_running(host));
}

TEST_CASE("version") {
  FakeHost host = tinyproxy_installed();
  CHECK(Tinyproxy(host).get_version() == "1.11.0");
}
