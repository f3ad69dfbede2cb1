#include "ops/cli/parts.h"

#include <doctest/doctest.h>

#include "ops/cli/errors.h"

namespace {

using ops::cli::CliError, ops::cli::is_let_through, ops::cli::organized, ops::cli::Part;

std::vector<Part> parts(const std::string& charmcraft) {
  return ops::cli::read_parts(ops::base::parse_yaml(charmcraft, "charmcraft.yaml"));
}

}  // namespace

TEST_CASE("a meson part says how it is built and what goes into the charm") {
  const auto found = parts(R"(
parts:
  charm:
    plugin: meson
    source: ./src
    meson-parameters: [--buildtype=release]
    build-packages: [g++]
    organize: {usr/local/bin/demo: dispatch}
    prime: [dispatch]
)");
  REQUIRE(found.size() == 1);
  CHECK(found[0].name == "charm");
  CHECK(found[0].source == "src");
  CHECK(found[0].meson_parameters == std::vector<std::string>{"--buildtype=release"});
  CHECK(organized(found[0], "usr/local/bin/demo") == "dispatch");
  CHECK(found[0].prime == std::vector<std::string>{"dispatch"});
}

TEST_CASE("a charm without a part is refused") {
  CHECK_THROWS_AS(parts("name: demo\nparts: {}\n"), CliError);
  CHECK_THROWS_AS(parts("name: demo\n"), CliError);
}

TEST_CASE("what a part asks for and cannot have is refused, by its key") {
  CHECK_THROWS_WITH_AS(
      parts("parts: {charm: {plugin: dump}}"),
      "charmcraft.yaml:1: cannot pack: parts.charm.plugin is 'dump', and only meson "
      "is known here; pack with charmcraft",
      CliError);
  CHECK_THROWS_WITH_AS(parts("parts:\n  charm:\n    plugin: meson\n    override-build: make\n"),
                       "charmcraft.yaml:4: cannot pack: parts.charm.override-build is not known "
                       "here; pack with charmcraft, or leave it out",
                       CliError);
  CHECK_THROWS_WITH_AS(
      parts("parts: {charm: {plugin: meson, source: ../other}}"),
      "charmcraft.yaml:1: cannot pack: parts.charm.source is '../other': it climbs "
      "out of the charm; name a folder of the charm's",
      CliError);
  CHECK_THROWS_AS(parts("parts: {charm: {source: .}}"), CliError);
  CHECK_THROWS_AS(parts("parts: {../charm: {plugin: meson}}"), CliError);
  CHECK_THROWS_AS(parts("parts: {a/b: {plugin: meson}}"), CliError);
  CHECK_THROWS_AS(parts("parts: {charm: {plugin: meson, prime: dispatch}}"), CliError);
}

TEST_CASE("organize moves a file, a folder with all below it, and what fits a pattern") {
  const Part part{
      .name = "charm",
      .organize = {{"usr/bin/a", "dispatch"}, {"usr/share", "lib"}, {"etc/*.conf", "etc2/"}}};
  CHECK(organized(part, "usr/bin/a") == "dispatch");
  CHECK(organized(part, "usr/bin/ab") == "usr/bin/ab");
  CHECK(organized(part, "usr/share/x/y") == "lib/x/y");
  CHECK(organized(part, "etc/my.conf") == "etc2/my.conf");
  CHECK(organized(part, "etc/sub/my.conf") == "etc/sub/my.conf");
}

TEST_CASE("without patterns all files go in, and otherwise those that fit") {
  CHECK(is_let_through({}, "a"));
  CHECK(is_let_through({"a", "lib"}, "lib/x"));
  CHECK_FALSE(is_let_through({"a", "lib"}, "library"));
  CHECK(is_let_through({"*.so"}, "b.so"));
}

TEST_CASE("a minus keeps out, also what another pattern lets in") {
  CHECK(is_let_through({"-a"}, "b"));
  CHECK_FALSE(is_let_through({"-a"}, "a/b"));
  CHECK_FALSE(is_let_through({"lib", "-lib/x"}, "lib/x"));
}
