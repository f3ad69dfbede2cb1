/// Files of golden states, and how they are accepted.
#include "ops/testing/golden.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "ops/testing/doctest.h"

using namespace ops::testing;

namespace {

const State kState = {.leader = true, .unit_status = ActiveStatus{"ready"}};

/// A folder of its own for each test, and OPS_ACCEPT as the test wants it.
class Folder {
 public:
  Folder() {
    std::filesystem::remove_all(path_);
    accept(false);
  }
  ~Folder() {
    accept(false);
    std::filesystem::remove_all(path_);
  }
  void accept(bool yes) { yes ? setenv("OPS_ACCEPT", "1", 1) : unsetenv("OPS_ACCEPT"); }
  std::string file() const { return (path_ / "state.json").string(); }
  std::string text() const {
    std::ifstream in(file());
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  void write(const std::string& text) {
    std::filesystem::create_directories(path_);
    std::ofstream(file()) << text;
  }

 private:
  std::filesystem::path path_ = std::filesystem::absolute("golden_test.dir");
};

}  // namespace

TEST_CASE("a state is what the file beside the test says") {
  OPS_CHECK_GOLDEN(kState, "golden/ready.json");
  check_golden(kState, "golden/ready.json");
}

TEST_CASE("what differs is told by its path, and how to accept it") {
  Folder folder;
  folder.write(R"({"unit_status": {"name": "active", "message": "starting"}})");
  CHECK(golden_difference(kState, folder.file()) ==
        folder.file() +
            " says otherwise:\n  leader: false -> true\n"
            "  unit_status.message: \"starting\" -> \"ready\"\n"
            "run with OPS_ACCEPT=1 to take what was got");
  CHECK_THROWS_AS(check_golden(kState, folder.file()), GoldenMismatch);
}

TEST_CASE("a file that is not there is written when it is accepted, and not before") {
  Folder folder;
  CHECK(golden_difference(kState, folder.file()) ==
        "there is no " + folder.file() + "; run with OPS_ACCEPT=1 to write it");
  CHECK_FALSE(std::filesystem::exists(folder.file()));
  folder.accept(true);
  CHECK(golden_difference(kState, folder.file()) == "");
  CHECK(folder.text() ==
        "{\n  \"leader\": true,\n  \"unit_status\": {\n    \"name\": \"active\",\n"
        "    \"message\": \"ready\"\n  }\n}\n");
  folder.accept(false);
  CHECK(golden_difference(kState, folder.file()) == "");
}

TEST_CASE("accepting leaves a file alone that says the same in other words") {
  Folder folder;
  folder.accept(true);
  const std::string text =
      R"({"unit_status": {"message": "ready", "name": "active"}, "leader": true})";
  folder.write(text);
  CHECK(golden_difference(kState, folder.file()) == "");
  CHECK(folder.text() == text);
}

TEST_CASE("a file that cannot be understood is an error, also when it is to be accepted") {
  Folder folder;
  folder.accept(true);
  folder.write(R"({"leadr": true})");
  CHECK_THROWS_AS(check_golden(kState, folder.file()), ops::ParseError);
  CHECK(folder.text() == R"({"leadr": true})");
}

TEST_CASE("an Outcome can be held against a file, too") {
  Folder folder;
  const Outcome outcome = {.state = kState, .workload_version_history = {"1"}};
  folder.accept(true);
  check_golden(outcome, folder.file());
  folder.accept(false);
  check_golden(outcome, folder.file());
  CHECK(golden_difference(Outcome{.state = kState}, folder.file()) ==
        folder.file() +
            " says otherwise:\n  workload_version_history[0]: \"1\" -> (absent)\n"
            "run with OPS_ACCEPT=1 to take what was got");
}
