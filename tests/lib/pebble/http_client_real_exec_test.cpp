/// Commands that the real Pebble runs.

#include <doctest/doctest.h>

#include "real_pebble.h"

using namespace ops::pebble;
using ops::base::Duration;

namespace {

List<std::string> shell(const std::string& script) { return {"sh", "-c", script}; }

template <class E, class Call>
std::string thrown(Call call) {
  try {
    call();
  } catch (const E& error) {
    return error.what();
  }
  return "nothing was thrown";
}

}  // namespace

TEST_CASE("a command's outputs come apart, or together") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const auto script = shell("echo out; echo err >&2");
  CHECK(client.exec(script, {.working_dir = "/"}).wait_output() ==
        ExecOutput{.stdout = "out\n", .stderr = "err\n"});
  CHECK(client.exec(script, {.working_dir = "/", .combine_stderr = true}).wait_output() ==
        ExecOutput{.stdout = "out\nerr\n"});
}

TEST_CASE("a command gets its environment, its directory and its input, which ends") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  CHECK(client
            .exec(shell("echo $WHO; pwd; cat"),
                  {.environment = {{"WHO", "me"}}, .working_dir = "/usr", .stdin = "é\n"})
            .wait_output()
            .stdout == "me\n/usr\né\n");
  client.exec({"cat"}, {.working_dir = "/"}).wait();
}

TEST_CASE("input and output of many megabytes go through at once") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::string much(5'000'000, 'x');
  CHECK(client.exec({"cat"}, {.working_dir = "/", .stdin = much}).wait_output().stdout == much);
  client.exec({"true"}, {.working_dir = "/", .stdin = much}).wait();
}

TEST_CASE("another exit code than 0 is an ExecError") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  ExecProcess process =
      client.exec(shell("echo \"it's\"; echo no >&2; exit 3"), {.working_dir = "/"});
  CHECK(thrown<ExecError>([&] { process.wait_output(); }) ==
        "non-zero exit code 3 executing 'sh', stdout=\"it's\\n\", stderr='no\\n'");
  CHECK(thrown<ExecError>([&] { process.wait(); }) == "non-zero exit code 3 executing 'sh'");
}

TEST_CASE("a command that takes too long is killed, and is a ChangeError") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  ExecProcess process =
      client.exec({"sleep", "1000"}, {.working_dir = "/", .timeout = Duration("200ms")});
  CHECK(thrown<ChangeError>([&] { process.wait(); }).find("timed out after 200ms") !=
        std::string::npos);
}

TEST_CASE("a command that leaves somebody behind who holds its output is a TimeoutError") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  ExecProcess process =
      client.exec(shell("sleep 4 & wait"), {.working_dir = "/", .timeout = Duration("100ms")});
  CHECK(thrown<TimeoutError>([&] { process.wait_output(); }).find("(1.1 seconds)") !=
        std::string::npos);
}

TEST_CASE("a signal reaches the command") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  ExecProcess process = client.exec({"sleep", "1000"}, {.working_dir = "/"});
  process.send_signal(SIGTERM);
  CHECK(thrown<ExecError>([&] { process.wait(); }).starts_with("non-zero exit code 143"));
  CHECK_THROWS_AS(process.send_signal("SIGTERM"), ConnectionError);
}

TEST_CASE("a command that cannot start is refused") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  CHECK(refusal([&] { client.exec({"no-such-program"}, {}); }) ==
        "400 Bad Request: cannot find executable \"no-such-program\"");
  CHECK(refusal([&] { client.exec({"true"}, {.service_context = "zz"}); }) ==
        "400 Bad Request: context service \"zz\" not found");
  CHECK_THROWS_AS(client.exec({}, {}), ops::ValueError);
}

TEST_CASE("a command that nobody waits for goes with its handle") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::string mark = daemon.folder() / "mark";
  { ExecProcess process = client.exec(shell("sleep 1; echo x > " + mark), {.working_dir = "/"}); }
  ops::base::SystemClock().sleep_ns(1'500'000'000);
  CHECK_FALSE(std::filesystem::exists(mark));
}
