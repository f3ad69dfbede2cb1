#include "ops/cli/init.h"

#include <doctest/doctest.h>

#include "ops/cli/charm_files.h"
#include "ops/cli/errors.h"
#include "ops/cli/parts.h"
#include "ops/cli/tree.h"
#include "ops/meta/load.h"
#include "scratch.h"

namespace {

using ops::cli::CliError, ops::cli::project_files;

/// The content of one file of a project.
std::string file(const std::string& name, const std::string& profile, const std::string& file) {
  for (const auto& entry : project_files(name, profile))
    if (entry.name == file) return entry.content;
  return "there is no such file";
}

std::size_t count(const Scratch& scratch) {
  return ops::cli::files_below(scratch.path(), scratch.path()).size();
}

}  // namespace

TEST_CASE("a project is called as its charm: title, class, program") {
  CHECK(file("my-charm", "kubernetes", "src/main.cpp").find("ops::main<MyCharm>()") !=
        std::string::npos);
  CHECK(file("demo-2b", "kubernetes", "src/charm.h").find("class Demo2bCharm :") !=
        std::string::npos);
  CHECK(file("my-web-charm", "machine", "README.md").starts_with("# My Web Charm\n"));
}

TEST_CASE("nothing is left to be filled in") {
  for (const char* profile : {"kubernetes", "machine"})
    for (const auto& entry : project_files("demo", profile)) {
      CAPTURE(entry.name);
      CHECK(entry.content.find("@name@") == std::string::npos);
      CHECK(entry.content.find("@class@") == std::string::npos);
      CHECK(entry.content.find("@title@") == std::string::npos);
    }
}

TEST_CASE("both profiles have metadata that Juju takes, and a part that can be built") {
  for (const char* profile : {"kubernetes", "machine"}) {
    const std::string charmcraft = file("demo", profile, "charmcraft.yaml");
    const auto meta = ops::meta::parse_charmcraft(charmcraft);
    CHECK(meta.name == "demo");
    CHECK(meta.containers.size() == (profile == std::string("machine") ? 0 : 1));
    const auto yaml = ops::base::parse_yaml(charmcraft, "charmcraft.yaml");
    REQUIRE(ops::cli::read_parts(yaml).size() == 1);
    CHECK(ops::cli::organized(ops::cli::read_parts(yaml)[0], "usr/local/bin/demo") == "dispatch");
    CHECK(ops::cli::bases_for(yaml, "arm64").size() == 1);
  }
}

TEST_CASE("a name or a profile that cannot be is refused") {
  CHECK_THROWS_WITH_AS(
      project_files("My Charm", "machine"),
      "cannot begin a project: 'My Charm' is no name of a charm; use lower-case "
      "letters, digits and single dashes, and a letter first, as in --name my-charm",
      CliError);
  CHECK_THROWS_WITH_AS(project_files("demo", "lxd"),
                       "cannot begin a project: there is no profile 'lxd'; choose kubernetes or "
                       "machine",
                       CliError);
}

TEST_CASE("a project is written into a folder that is made for it") {
  const Scratch scratch;
  const auto folder = scratch.path() / "new" / "demo";
  CHECK(ops::cli::init({.folder = folder.string()}) == 0);
  CHECK(count(scratch) == project_files("demo", "kubernetes").size());
  CHECK(ops::cli::read_file(folder / "src/main.cpp", 1000) ==
        file("demo", "kubernetes", "src/main.cpp"));
}

TEST_CASE("no file is written over, and none is written when one is there") {
  const Scratch scratch;
  scratch.write("src/charm.h", "mine");
  const std::string folder = scratch.path().string();
  CHECK_THROWS_WITH_AS(ops::cli::init({.folder = folder, .name = "demo"}),
                       ("cannot write " + folder +
                        "/src/charm.h: it is there already; move it away, or choose another folder")
                           .c_str(),
                       CliError);
  CHECK(count(scratch) == 1);
}

TEST_CASE("where one cannot be written, none is left") {
  const Scratch scratch;
  scratch.write("tests", "a file in the place of a folder");
  CHECK_THROWS_AS(ops::cli::init({.folder = scratch.path().string(), .name = "demo"}), CliError);
  CHECK(count(scratch) == 1);
}
