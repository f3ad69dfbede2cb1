/// The real Pebble at its ends: very many files, and a daemon that dies in the middle.

#include <doctest/doctest.h>

#include <sstream>
#include <thread>

#include "real_pebble.h"

using namespace ops::pebble;
using ops::base::Duration;

namespace {

/// What `call` throws when the daemon is killed after it began.
template <class Call>
std::string thrown_when_killed(Daemon& daemon, Call call) {
  std::thread killer([&] {
    ops::base::SystemClock().sleep_ns(300'000'000);
    daemon.stop(SIGKILL);
  });
  std::string came = "nothing was thrown";
  try {
    call();
  } catch (const ConnectionError&) {
    came = "ConnectionError";
  } catch (const ProtocolError&) {
    came = "ProtocolError";
  } catch (const std::exception& error) {
    came = std::string("another error: ") + error.what();
  }
  killer.join();
  return came;
}

/// Takes its time with each piece.
class SlowStream final : public std::streambuf {
 protected:
  std::streamsize xsputn(const char* /*from*/, std::streamsize size) override {
    ops::base::SystemClock().sleep_ns(20'000'000);
    return size;
  }
};

}  // namespace

TEST_CASE("a folder of 10,000 files is listed") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::filesystem::path folder = daemon.folder() / "many";
  std::filesystem::create_directory(folder);
  for (int i = 10'000; i < 20'000; ++i) std::ofstream(folder / ("file-" + std::to_string(i)));
  const List<FileInfo> all = client.list_files(folder, {});
  REQUIRE(all.size() == 10'000);
  CHECK(all[0].name == "file-10000");
  CHECK(all[9999].path == folder.string() + "/file-19999");
  CHECK(client.list_files(folder, {.pattern = "file-1234?"}).size() == 10);
}

TEST_CASE("names with line breaks, quotes and dots are pushed as far as they can be, and pulled") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::string folder = daemon.folder() / "odd";
  for (const std::string name : {"a\"b\\", "..c", "é ü", "%2e%2e", "tab\there"}) {
    CAPTURE(name);
    client.push(folder + '/' + name, name, {.make_dirs = true});
    CHECK(client.pull(folder + '/' + name) == name);
  }
  std::ofstream(folder + "/line\nbreak") << "x";
  CHECK(client.list_files(folder, {.pattern = "line*"})[0].name == "line\nbreak");
  client.push(folder + "/../climbed", "x", {});
  CHECK(std::filesystem::exists(daemon.folder() / "climbed"));
}

TEST_CASE("links that lead in a circle are a PathError, or listed as links") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::filesystem::path folder = daemon.folder() / "loop";
  std::filesystem::create_directory(folder);
  std::filesystem::create_symlink("b", folder / "a");
  std::filesystem::create_symlink("a", folder / "b");
  CHECK_THROWS_AS(client.pull(folder / "a"), PathError);
  CHECK(client.list_files(folder, {})[0].type == FileType::symlink);
  client.push(folder / "a", "x", {});
  CHECK(client.pull(folder / "b") == "x");
}

TEST_CASE("what a command reads and writes goes to and fro while it runs") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  ExecProcess process =
      client.exec({"sh", "-c", "read a; echo got $a; read b; echo $b; echo e >&2"},
                  {.working_dir = "/", .stdin = "o", .keep_stdin = true});
  process.write_stdin("ne\n");
  CHECK(process.read_stdout() == "got one\n");
  process.write_stdin("two\n");
  CHECK(process.read_stderr() == "e\n");
  CHECK(process.wait_output() == ExecOutput{.stdout = "two\n", .stderr = ""});
  CHECK(process.read_stderr().empty());
  CHECK_THROWS_AS(process.write_stdin("three\n"), ops::Error);

  ExecProcess cat = client.exec({"cat"}, {.working_dir = "/", .keep_stdin = true});
  cat.write_stdin(std::string(1'000'000, 'x'));
  cat.close_stdin();
  CHECK(cat.wait_output().stdout.size() == 1'000'000);
  ExecProcess whole = client.exec({"cat"}, {.working_dir = "/", .stdin = "all"});
  CHECK(whole.read_stdout() == "all");
  CHECK(whole.read_stdout().empty());
  whole.wait();
}

TEST_CASE("a daemon that dies while a change is waited for, or a command, is a ConnectionError") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  client.add_layer("l", "services: {a: {override: replace, command: sleep 0.9}}", false);
  CHECK(thrown_when_killed(daemon, [&] { client.start_services({"a"}); }) == "ConnectionError");
  CHECK(thrown_when_killed(daemon, [&] { client.get_services({}); }) == "ConnectionError");
  Daemon other;
  HttpClient its(other.socket_path());
  ExecProcess process = its.exec({"sleep", "5"}, {.working_dir = "/"});
  CHECK(thrown_when_killed(other, [&] { process.wait(); }) == "ConnectionError");
  CHECK_THROWS_AS(process.send_signal("SIGTERM"), ConnectionError);
}

TEST_CASE(
    "a daemon that dies while a file comes is a ProtocolError, while one goes a ConnectionError") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::string path = daemon.folder() / "large";
  client.push(path, std::string(40'000'000, 'x'), {});
  SlowStream slow;
  std::ostream to(&slow);
  CHECK(thrown_when_killed(daemon, [&] { client.pull(path, to); }) == "ProtocolError");
}

TEST_CASE("a daemon that was restarted is found again") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  client.add_layer("l", "services: {a: {override: replace, command: sleep 5}}", false);
  daemon.stop();
  CHECK_THROWS_AS(client.get_plan(), ConnectionError);
  daemon.start();
  CHECK(client.get_plan().services.empty());
  daemon.stop();
  daemon.start();
  client.add_layer("l", "services: {b: {override: replace, command: sleep 5}}", false);
  CHECK(client.get_plan().services.size() == 1);
}
