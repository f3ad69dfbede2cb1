#include "ops/cli/pack.h"

#include <doctest/doctest.h>

#include "ops/cli/errors.h"
#include "ops/cli/program.h"
#include "scratch.h"

namespace {

using ops::cli::CliError, ops::cli::Entry, ops::cli::PackedCharm;

/// As much of an ELF program for amd64 as tells what it is.
const std::string kProgram =
    std::string("\177ELF\2\1\1", 7) + std::string(11, '\0') + "\x3E" + '\0';
const std::string kCharmcraft = "name: demo\nplatforms: {ubuntu@24.04:amd64: }\n";

PackedCharm packed(std::vector<Entry> built, const std::string& name = "demo") {
  return ops::cli::packed_charm(name, ops::base::parse_yaml(kCharmcraft, "charmcraft.yaml"),
                                {{"metadata.yaml", "name: demo\n"}}, std::move(built),
                                std::nullopt);
}

}  // namespace

TEST_CASE("a charm is called after its name and its program's architecture") {
  CHECK(packed({{"dispatch", kProgram, true}}).file_name == "demo_amd64.charm");
}

TEST_CASE("a script may be what starts the program") {
  CHECK(packed({{"dispatch", "#!/bin/sh\nexec ./demo\n", true}, {"demo", kProgram, true}})
            .file_name == "demo_amd64.charm");
}

TEST_CASE("without a program that can be started there is no charm") {
  CHECK_THROWS_AS(packed({{"demo", kProgram, true}}), CliError);
  CHECK_THROWS_WITH_AS(packed({{"dispatch", kProgram, false}}),
                       "cannot pack: dispatch is not executable", CliError);
  CHECK_THROWS_WITH_AS(packed({{"dispatch", "#!/bin/sh\n", true}}),
                       "cannot pack: there is no program for Juju to start", CliError);
}

TEST_CASE("a part cannot install what is made of charmcraft.yaml") {
  CHECK_THROWS_WITH_AS(packed({{"dispatch", kProgram, true}, {"manifest.yaml", ""}}),
                       "cannot pack: a part installs manifest.yaml, which is made of "
                       "charmcraft.yaml; leave it out by prime: [-manifest.yaml]",
                       CliError);
}

TEST_CASE("a name that leads elsewhere is no charm's") {
  CHECK_THROWS_AS(packed({{"dispatch", kProgram, true}}, "../demo"), CliError);
}

TEST_CASE("an architecture is read from the program") {
  std::string program = kProgram;
  CHECK(ops::cli::architecture_of(program) == "amd64");
  program[18] = '\xB7';
  CHECK(ops::cli::architecture_of(program) == "arm64");
  program[18] = '\x03';  // of 32 bits, which Juju does not know
  CHECK(ops::cli::architecture_of(program) == "");
  CHECK(ops::cli::architecture_of("\177ELF") == "");
  CHECK(ops::cli::architecture_of("#!/bin/sh") == "");
}

TEST_CASE("a folder without charmcraft.yaml is no charm's") {
  CHECK_THROWS_WITH_AS(ops::cli::pack({.folder = "no-such-folder"}),
                       "cannot pack no-such-folder: it has no charmcraft.yaml; `ops-cpp init` "
                       "writes one",
                       CliError);
}

TEST_CASE("no file of the charm's may come from elsewhere, whatever it is") {
  const Scratch scratch;
  scratch.write("elsewhere.yaml", "{type: charm, name: demo, summary: s, description: d}");
  scratch.link("charm/charmcraft.yaml", "../elsewhere.yaml");
  CHECK_THROWS_WITH_AS(ops::cli::pack({.folder = (scratch.path() / "charm").string()}),
                       "cannot pack charmcraft.yaml: it is a link to ../elsewhere.yaml, which "
                       "leaves the charm; put the file there instead",
                       CliError);
}

TEST_CASE("a build that fails leaves no charm, and says what the build said") {
  const Scratch scratch;
  scratch.write("charmcraft.yaml",
                "{type: charm, name: demo, summary: s, description: d,\n"
                "platforms: {ubuntu@24.04:amd64: }, parts: {charm: {plugin: meson}}}\n");
  scratch.write("meson.build", "project('demo')\nerror('there is no workload')\n");
  const std::string folder = scratch.path().string();
  std::string said;
  try {
    ops::cli::pack({.folder = folder, .output = folder});
  } catch (const CliError& error) {
    said = error.what();
  }
  CHECK(said.find("there is no workload") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(scratch.path() / "demo_amd64.charm"));
}
