/// Layers of rocks.
#include "ops/testing/rockcraft.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "ops/pebble/errors.h"
#include "ops/testing/doctest.h"

using namespace ops::pebble;
using ops::testing::layer_from_rockcraft;

namespace {

/// A rockcraft.yaml, which goes with its scope.
class Rock {
 public:
  explicit Rock(const std::string& text) {
    std::string pattern = (std::filesystem::temp_directory_path() / "rock-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    path = folder_ + "/rockcraft.yaml";
    std::ofstream(path) << text;
  }
  Rock(const Rock&) = delete;
  ~Rock() { std::filesystem::remove_all(folder_); }
  std::string path;

 private:
  std::string folder_;
};

}  // namespace

TEST_CASE("a rock's layer has its services and checks, and says where it is from") {
  const Rock rock(R"(
name: rock
base: ubuntu@24.04
summary: A rock
description: To stand on
services:
  web: {override: replace, command: /bin/web --port 80, startup: enabled, environment: {A: b}}
checks:
  up: {override: merge, level: ready, tcp: {port: 80}}
parts: {p: {plugin: nil}}
)");
  CHECK(layer_from_rockcraft(rock.path) ==
        Layer{.summary = "A rock",
              .description = "To stand on (built from the rockcraft.yaml at " + rock.path + ")",
              .services = {{"web", Service{.startup = Startup::enabled,
                                           .override = Override::replace,
                                           .command = "/bin/web --port 80",
                                           .environment = {{"A", "b"}}}}},
              .checks = {{"up", Check{.override = Override::merge,
                                      .level = CheckLevel::ready,
                                      .tcp = TcpCheck{.port = 80}}}}});
}

TEST_CASE("a rock needs a summary alone") {
  const Rock rock("{summary: s, services: }");
  CHECK(layer_from_rockcraft(rock.path) ==
        Layer{.summary = "s",
              .description =
                  "(no description) (built from the rockcraft.yaml at " + rock.path + ")"});
  CHECK_THROWS_AS(layer_from_rockcraft(Rock("name: rock").path), ops::LookupError);
}

TEST_CASE("what is no file is a ValueError") {
  CHECK_THROWS_AS(layer_from_rockcraft("/nowhere/rockcraft.yaml"), ops::ValueError);
  CHECK_THROWS_AS(layer_from_rockcraft(std::filesystem::temp_directory_path()), ops::ValueError);
}

TEST_CASE("what is no YAML, no layer, or would be code is a ParseError") {
  for (const char* text : {"summary: [", "summary: !!python/object/apply:os.getcwd []",
                           "{summary: s, services: {web: {command: [a]}}}",
                           "{summary: s, services: {web: {nonsense: 1}}}"}) {
    const Rock rock(text);
    CHECK_THROWS_AS_MESSAGE(layer_from_rockcraft(rock.path), ops::ParseError, text);
  }
  const Rock rock("{summary: s, checks: {up: {period: often}}}");
  try {
    layer_from_rockcraft(rock.path);
  } catch (const ops::ParseError& error) {
    CHECK(std::string(error.what()).starts_with(rock.path + ": cannot make a layer of it: "));
    CHECK_THROWS_AS(std::rethrow_if_nested(error), APIError);
  }
}
