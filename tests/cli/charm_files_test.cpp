#include "ops/cli/charm_files.h"

#include <doctest/doctest.h>

#include "ops/cli/errors.h"

namespace {

using ops::cli::bases_for, ops::cli::CharmBase, ops::cli::CliError, ops::cli::juju_files;

/// "name: content" of each file, one after the other.
std::string split(const ops::cli::SourceTexts& texts) {
  std::string all;
  for (const ops::cli::Entry& file : juju_files(texts)) all += file.name + ":\n" + file.content;
  return all;
}

std::vector<CharmBase> bases(const std::string& charmcraft, const std::string& architecture) {
  return bases_for(ops::base::parse_yaml(charmcraft, "charmcraft.yaml"), architecture);
}

}  // namespace

TEST_CASE("what Juju reads is split from what is for packing") {
  CHECK(split({.charmcraft = R"(
type: charm
name: demo
title: Demo
summary: A demo.
description: All of it.
base: ubuntu@24.04
platforms: {amd64: }
parts: {charm: {plugin: meson}}
assumes: [juju >= 3.1]
containers: {server: {resource: image}}
requires: null
config: {options: {port: {type: int, default: 8000}}}
actions: {backup: {description: Now.}}
)"}) ==
        R"(metadata.yaml:
assumes:
  - juju >= 3.1
containers:
  server:
    resource: image
description: All of it.
display-name: Demo
name: demo
summary: A demo.
config.yaml:
options:
  port:
    default: 8000
    type: int
actions.yaml:
backup:
  description: Now.
)");
}

TEST_CASE("links stand in metadata.yaml by themselves") {
  CHECK(split({.charmcraft = R"(
links:
  contact: a@example.com
  documentation: https://example.com
  issues: [https://example.com/issues, 'https://example.com?q=1']
  website: https://example.com/
)"}) ==
        R"(metadata.yaml:
docs: "https://example.com/"
issues:
  - "https://example.com/issues"
  - "https://example.com/?q=1"
maintainers:
  - a@example.com
website: "https://example.com/"
)");
  CHECK_THROWS_AS(split({.charmcraft = "links: {source: nowhere}"}), CliError);
}

TEST_CASE("sections that are empty make no file") {
  CHECK(split({.charmcraft = "name: demo\nconfig: {}\nactions:\n"}) ==
        "metadata.yaml:\nname: demo\n");
}

TEST_CASE("files of their own are taken as they are") {
  CHECK(split({.charmcraft = "type: charm",
               .metadata = "name:   demo\n",
               .config = "options: {}\n",
               .actions = "{}"}) == "metadata.yaml:\nname:   demo\nconfig.yaml:\noptions: {}\n");
}

TEST_CASE("what stands in two places is refused") {
  CHECK_THROWS_WITH_AS(split({.charmcraft = "name: demo\nconfig: {}\n", .config = "options: {}\n"}),
                       "charmcraft.yaml:2: cannot pack: config stands here and in config.yaml too; "
                       "keep one of them",
                       CliError);
  CHECK_THROWS_WITH_AS(split({.charmcraft = "name: demo\n", .metadata = "name: demo\n"}),
                       "charmcraft.yaml:1: cannot pack: name stands here and in metadata.yaml too; "
                       "keep one of them",
                       CliError);
}

TEST_CASE("extensions are refused: they bring a charm of their own") {
  CHECK_THROWS_AS(split({.charmcraft = "name: demo\nextensions: [go-framework]\n"}), CliError);
}

TEST_CASE("a platform says its base in its name, in build-for, or for all in `base`") {
  const std::vector<CharmBase> noble = {{"ubuntu", "24.04"}};
  CHECK(bases("platforms: {ubuntu@24.04:amd64: }", "amd64") == noble);
  CHECK(bases("platforms: {x: {build-on: [amd64], build-for: ['ubuntu@24.04:amd64']}}", "amd64") ==
        noble);
  CHECK(bases("base: ubuntu@24.04\nplatforms: {amd64: , arm64: }", "arm64") == noble);
}

TEST_CASE("one program runs on all bases of its architecture") {
  const std::vector<CharmBase> both = {{"ubuntu", "22.04"}, {"ubuntu", "24.04"}};
  CHECK(bases("platforms: {ubuntu@22.04:amd64: , ubuntu@24.04:amd64: , ubuntu@24.04:arm64: }",
              "amd64") == both);
}

TEST_CASE("a program for which there is no platform is refused") {
  CHECK_THROWS_WITH_AS(bases("name: demo\nplatforms: {ubuntu@24.04:arm64: }", "amd64"),
                       "charmcraft.yaml:2: cannot pack: platforms has none for amd64, which the "
                       "program is for; add 'ubuntu@24.04:amd64:'",
                       CliError);
  CHECK_THROWS_AS(bases("name: demo\n", "amd64"), CliError);
  CHECK_THROWS_WITH_AS(bases("platforms: {amd64: }", "amd64"),
                       "charmcraft.yaml:1: cannot pack: platforms.amd64 has no base; add 'base: "
                       "ubuntu@24.04' to the file",
                       CliError);
}

TEST_CASE("the manifest says what the charm runs on, and no time unless one is given") {
  const std::string without = ops::cli::manifest({{"ubuntu", "24.04"}}, "amd64", std::nullopt);
  CHECK(without == R"(analysis:
  attributes:
    -
      name: "language"
      result: "unknown"
    -
      name: "framework"
      result: "unknown"
bases:
  -
    architectures:
      - "amd64"
    channel: "24.04"
    name: "ubuntu"
ops-cpp-version: "0.1.0"
)");
  CHECK(ops::cli::manifest({}, "amd64", 1'700'000'000)
            .find("charmcraft-started-at: \"2023-11-14T22:13:20Z\"") != std::string::npos);
}

TEST_CASE("a charm's name is as Juju has it") {
  for (const char* name : {"demo", "my-charm-2b", "k8s"}) CHECK(ops::cli::is_charm_name(name));
  for (const char* name : {"", "Demo", "2b", "my--charm", "demo-", "my_charm", "../demo"})
    CHECK_FALSE(ops::cli::is_charm_name(name));
}
