#include "ops/model/container.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "../juju/fake_tools.h"
#include "ops/base/log.h"
#include "ops/juju/backend.h"
#include "ops/juju/process_hook_tools.h"
#include "ops/meta/charm_meta.h"
#include "ops/model/errors.h"
#include "ops/model/lazy_check_info.h"
#include "ops/model/lazy_notice.h"
#include "ops/model/model.h"
#include "pebble_double.h"

using namespace ops;
using pebble::FileType;
namespace fs = std::filesystem;

namespace {

struct Lines final : Logger {
  void log(LogLevel, std::string_view message) override { all.emplace_back(message); }
  std::vector<std::string> all = {};
};

/// A model with one container, and a folder for files.
struct Fixture {
  Fixture() { fs::create_directories(folder); }
  ~Fixture() { fs::remove_all(folder); }

  std::string write(const std::string& name, const std::string& content) const {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name) << content;
    fs::permissions(folder / name, fs::perms::owner_read | fs::perms::owner_write);
    return folder / name;
  }
  void put(const std::string& path, FileType type, const std::string& content = {}) {
    pebbles.one.files.insert_or_assign(path, pebble::FileInfo{.path = path, .type = type});
    if (type != FileType::directory) pebbles.one.contents[path] = content;
  }
  std::string read(const std::string& name) const {
    std::ifstream file(folder / name);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }

  juju::FakeTools fake = {};
  fs::path folder = fake.folder() / "files";
  juju::ProcessHookTools tools = {};
  base::SystemClock clock = {};
  juju::JujuContext context = {
      .unit_name = "web/0", .model_uuid = "m", .version = JujuVersion::parse("3.1.5")};
  juju::Backend backend = juju::Backend({tools, clock, context});
  pebble::PebbleDoubles pebbles = {};
  Lines lines = {};
  meta::CharmMeta meta = {};
  Model model = Model({backend, pebbles, lines, meta});
  Container container = Container("web", model);
  std::vector<std::string>& calls = pebbles.one.calls;
};

template <class Call>
base::List<PushPullFailure> failures(Call call) {
  try {
    call();
  } catch (const MultiPushPullError& error) {
    return error.errors();
  }
  return {};
}

using Calls = std::vector<std::string>;

}  // namespace

// ---- checks, notices, signals, commands

TEST_CASE("each check that is stopped is told as a security event") {
  Fixture f;
  f.fake.add("juju-log", "");
  CHECK(f.container.stop_checks({"a", "b"}) == pebble::Names{"a", "b"});
  CHECK(f.container.start_checks({"c"}) == pebble::Names{"c"});
  const auto calls = f.fake.calls();
  REQUIRE(calls.size() == 2);
  const std::string event = R"("event":"sys_monitor_disabled:)" + std::to_string(getuid()) + ",a\"";
  CHECK(calls[0].back().find(event) != std::string::npos);
  CHECK(calls[0].back().find(R"("level":"WARN")") != std::string::npos);
}

TEST_CASE("what needs a name says so in the words of ops") {
  Fixture f;
  CHECK_THROWS_WITH_AS(f.container.stop({}), "stop expected at least 1 argument, got 0",
                       RuntimeError);
  CHECK_THROWS_WITH_AS(f.container.start_checks({}),
                       "start-checks expected at least 1 argument, got 0", RuntimeError);
  CHECK_THROWS_WITH_AS(f.container.send_signal("SIGHUP", {}),
                       "send_signal expected at least 1 service name, got 0", RuntimeError);
  f.container.send_signal(1, {"web"});
  CHECK(f.calls == Calls{"SIGHUP to web"});
}

TEST_CASE("what is not there is a ModelError") {
  Fixture f;
  CHECK_THROWS_WITH_AS(f.container.get_check("x"), "check 'x' not found", ModelError);
  CHECK_THROWS_WITH_AS(f.container.get_service("x"), "service 'x' not found", ModelError);
  CHECK_THROWS_WITH_AS(f.container.get_notice("9"), "notice '9' not found", ModelError);
  CHECK_THROWS_AS(f.container.get_notice("bad"), pebble::APIError);
}

TEST_CASE("a service context is refused where Juju does not know it") {
  Fixture f;
  CHECK_THROWS_WITH_AS(f.container.exec({"ls"}, {.service_context = "web"}),
                       "exec with service_context not supported on Juju version 3.1.5",
                       RuntimeError);
  f.container.exec({"ls"});
  f.context.version = JujuVersion::parse("3.1.6");
  f.container.exec({"cat"}, {.service_context = "web"});
  CHECK(f.calls == Calls{"exec ls", "exec cat"});
}

// ---- what events hold

TEST_CASE("a lazy notice asks Pebble once, and only for what Juju does not say") {
  Fixture f;
  f.pebbles.one.notices = {{.id = "3", .key = "example.com/a", .occurrences = 7}};
  const LazyNotice notice(f.container, "3", "custom", "example.com/a");
  CHECK(notice.type() == pebble::NoticeType::custom);
  CHECK(notice.key() == "example.com/a");
  CHECK(LazyNotice(f.container, "3", "odd", "").type() == std::string("odd"));
  CHECK(f.calls.empty());
  CHECK(notice.occurrences() == 7);
  CHECK(notice.last_data().empty());
  CHECK(f.calls == Calls{"get_notice 3"});
  CHECK_THROWS_AS(LazyNotice(f.container, "9", "custom", "").occurrences(), ModelError);
}

TEST_CASE("a lazy check asks Pebble once, and not for its name") {
  Fixture f;
  f.pebbles.one.checks = {{.name = "up", .status = pebble::CheckStatus::down, .failures = 4}};
  const LazyCheckInfo info(f.container, "up");
  CHECK(info.name() == "up");
  CHECK(f.calls.empty());
  CHECK(info.status() == pebble::CheckStatus::down);
  CHECK(info.failures() == 4);
  CHECK(f.calls == Calls{"get_checks"});
}

// ---- files

TEST_CASE("exists and isdir are false for nothing, and throw what else is wrong") {
  Fixture f;
  f.put("/d", FileType::directory);
  f.put("/f", FileType::file);
  CHECK(f.container.exists("/d"));
  CHECK(f.container.isdir("/d"));
  CHECK(f.container.exists("/f"));
  CHECK_FALSE(f.container.isdir("/f"));
  CHECK_FALSE(f.container.exists("/g"));
  CHECK_FALSE(f.container.isdir("/g"));
}

TEST_CASE("a directory is pushed below its name, or what is in it with /*") {
  Fixture f;
  const std::string top = f.folder / "top";
  f.write("top/b/c", "1");
  f.write("top/a", "2");
  fs::create_directories(f.folder / "top/empty");
  f.container.push_path(top, "/dst/");
  CHECK(f.calls == Calls{"push /dst/top/a 2 384", "make /dst/top/b", "push /dst/top/b/c 1 384",
                         "make /dst/top/empty"});
  f.calls.clear();
  f.container.push_path(top + "/*", "/dst");
  CHECK(f.calls ==
        Calls{"push /dst/a 2 384", "make /dst/b", "push /dst/b/c 1 384", "make /dst/empty"});
  f.calls.clear();
  f.container.push_path({top + "/a", top + "//b/"}, "/");
  CHECK(f.calls == Calls{"push /a 2 384", "push /b/c 1 384"});
}

TEST_CASE("a symbolic link is pushed as the file that it leads to; others are skipped") {
  Fixture f;
  f.write("top/file", "1");
  fs::create_symlink("file", f.folder / "top/link");
  mkfifo((f.folder / "top/pipe").c_str(), 0600);
  f.container.push_path((f.folder / "top/*").string(), "/d");
  CHECK(f.calls == Calls{"push /d/file 1 384", "push /d/link 1 511"});
  CHECK(f.lines.all.back().ends_with("top/pipe"));
}

TEST_CASE("an error ends its source and not the others, and all are told") {
  Fixture f;
  f.write("one/a", "1");
  f.write("one/refused", "2");
  f.write("one/z", "3");
  f.write("two/a", "4");
  fs::create_directory_symlink(f.folder / "two", f.folder / "three");
  f.write("four/x", "");
  fs::create_directory_symlink(f.folder / "two", f.folder / "four/to-two");
  const std::string folder = f.folder;
  const auto failed = failures([&] {
    f.container.push_path({folder + "/one/*", folder + "/none", folder + "/two/*",
                           folder + "/three/*", folder + "/four"},
                          "/d");
  });
  CHECK(f.calls == Calls{"push /d/a 1 384", "push /d/a 4 384", "push /d/a 4 384"});
  REQUIRE(failed.size() == 3);
  CHECK(failed[0] == PushPullFailure{.source = folder + "/one/*",
                                     .message = "permission-denied - open /d/refused",
                                     .kind = "permission-denied"});
  CHECK(failed[1].source == folder + "/none");
  CHECK(failed[1].kind.empty());
  CHECK(failed[2].source == folder + "/four");
}

TEST_CASE("a directory is pulled below its name, or what is in it with /*") {
  Fixture f;
  f.put("/top", FileType::directory);
  f.put("/top/a", FileType::file, "1");
  f.put("/top/d", FileType::directory);
  f.put("/top/d/link", FileType::symlink, "2");
  f.put("/top/d/socket", FileType::socket);
  f.put("/top/empty", FileType::directory);
  f.container.pull_path("/top", (f.folder / "x").string());
  CHECK(f.read("x/top/a") == "1");
  CHECK(f.read("x/top/d/link") == "2");
  CHECK_FALSE(fs::exists(f.folder / "x/top/d/socket"));
  CHECK(fs::is_directory(f.folder / "x/top/empty"));
  f.container.pull_path({"/top/*"}, (f.folder / "y").string());
  CHECK(f.read("y/a") == "1");
  f.container.pull_path({"/"}, (f.folder / "z").string());
  CHECK(f.read("z/top/a") == "1");
}

TEST_CASE("what cannot be pulled is told, and the rest is there") {
  Fixture f;
  f.put("/a", FileType::file, "1");
  f.put("/gone", FileType::file);
  f.pebbles.one.contents.erase("/gone");
  f.write("file", "");
  const auto failed = failures([&] { f.container.pull_path({"/none", "/gone", "/a"}, f.folder); });
  REQUIRE(failed.size() == 2);
  CHECK(failed[0].message == "stat /none");
  CHECK(failed[1] == PushPullFailure{.source = "/gone",
                                     .message = "not-found - stat /gone",
                                     .kind = "not-found"});
  CHECK(f.read("a") == "1");
  CHECK(failures([&] { f.container.pull_path("/a", f.folder / "file"); }).size() == 1);
}

TEST_CASE("the text of several errors is the first's, and how many there are") {
  const MultiPushPullError error("failed", {{.message = "one"}, {.message = "two"}});
  CHECK(std::string(error.what()) == "failed (2 errors): one, ...");
}
