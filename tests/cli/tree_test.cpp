#include "ops/cli/tree.h"

#include <doctest/doctest.h>

#include "ops/cli/errors.h"
#include "scratch.h"

namespace fs = std::filesystem;

namespace {

using ops::cli::CliError, ops::cli::files_below;

/// The names of all files, "*" after those that can be run.
std::string names(const Scratch& scratch) {
  std::string names;
  for (const auto& file : files_below(scratch.path(), scratch.path()))
    names += file.name + (file.executable ? "* " : " ");
  return names;
}

}  // namespace

TEST_CASE("all files below a folder are found, sorted, with whether they can be run") {
  const Scratch scratch;
  scratch.write("b/c", "");
  scratch.write("a", "");
  fs::permissions(scratch.path() / "a", fs::perms::owner_all);
  CHECK(names(scratch) == "a* b/c ");
  const auto one = files_below(scratch.path(), scratch.path() / "b/c");
  REQUIRE(one.size() == 1);
  CHECK(one[0].name == "b/c");
  CHECK(files_below(scratch.path(), scratch.path() / "none").empty());
}

TEST_CASE("a link within the folder is what it leads to") {
  const Scratch scratch;
  scratch.write("files/a", "content");
  scratch.link("b/link", "../files/a");
  scratch.link("folder", "files");
  CHECK(names(scratch) == "b/link files/a folder/a ");
}

TEST_CASE("a link that leaves the folder is refused") {
  const Scratch scratch;
  scratch.link("license", "../../../../../../../../etc/passwd");
  CHECK_THROWS_WITH_AS(names(scratch),
                       "cannot pack license: it is a link to ../../../../../../../../etc/passwd, "
                       "which leaves the charm; put the file there instead",
                       CliError);
}

TEST_CASE("a link to an absolute path is refused, even into the folder") {
  const Scratch scratch;
  scratch.write("a", "");
  scratch.link("b", (scratch.path() / "a").string());
  CHECK_THROWS_AS(names(scratch), CliError);
}

TEST_CASE("a link that leads nowhere, or to where it stands, is refused") {
  const Scratch nowhere, around;
  nowhere.link("a", "b");
  CHECK_THROWS_WITH_AS(
      names(nowhere), "cannot pack a: it is a link to b, which leads nowhere; remove it", CliError);
  around.link("a/b", "../a");
  CHECK_THROWS_WITH_AS(names(around),
                       "cannot pack a/b: it is a link to a folder that it stands in; remove it",
                       CliError);
}

TEST_CASE("a file is written all or not at all") {
  const Scratch scratch;
  const fs::path path = scratch.path() / "demo.charm";
  ops::cli::write_file(path, "one");
  ops::cli::write_file(path, "two");
  CHECK(ops::cli::read_file(path, 3) == "two");
  CHECK(names(scratch) == "demo.charm ");
  CHECK_THROWS_AS(ops::cli::read_file(path, 2), CliError);
  CHECK_THROWS_AS(ops::cli::write_file(scratch.path() / "none/x", ""), CliError);
  fs::create_directory(scratch.path() / "taken");
  CHECK_THROWS_AS(ops::cli::write_file(scratch.path() / "taken", ""), CliError);
  CHECK(names(scratch) == "demo.charm ");
}
